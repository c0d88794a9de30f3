package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectiveReaderTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestBroker kafka = TestBroker.shared();
    private final HandedOver handedOver = new HandedOver();
    private final DirectiveReader reader = new DirectiveReader(kafka.broker, kafka.topics, handedOver);

    @AfterEach
    void tidy() throws InterruptedException, ExecutionException {
        reader.close();
        kafka.removeTopics();
    }

    @Test
    void theLastOfEachKeyComesFirstAsOneWholeAndThenEachChange() {
        kafka.topics.ensure(kafka.broker);
        kafka.direct("compute/vm/1", "1");
        kafka.direct("compute/vm/2", "1");
        kafka.direct("compute/vm/1", "2");
        reader.start();
        await().atMost(SOON).until(() -> handedOver.wholes.get() == 1);
        assertThat(handedOver.whole).containsExactly("compute/vm/2=1", "compute/vm/1=2");

        kafka.direct("compute/vm/2", "2");
        kafka.direct("compute/vm/2", "3");
        await().atMost(SOON).until(() -> handedOver.live.size() == 2);
        assertThat(handedOver.live).containsExactly("compute/vm/2=2", "compute/vm/2=3");
    }

    @Test
    void aTopicThatIsNotThereIsMadeAndEmptyIsAWholeToo() {
        reader.start();
        await().atMost(SOON).until(() -> handedOver.wholes.get() == 1);
        assertThat(handedOver.whole).isEmpty();
    }

    @Test
    void aDeletionMarkAsksForNothingAndWhatIsNoDirectiveIsPassedOver() {
        kafka.topics.ensure(kafka.broker);
        kafka.direct("compute/vm/1", "1");
        kafka.direct("compute/vm/1", null);
        kafka.direct("nonsense", "1");
        kafka.write(
                new ProducerRecord<>(kafka.topics.directives(), "compute/vm/3", "{}".getBytes(StandardCharsets.UTF_8)));
        reader.start();
        await().atMost(SOON).until(() -> handedOver.wholes.get() == 1);
        assertThat(handedOver.whole).containsExactly("compute/vm/1=1");
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginning() throws InterruptedException, ExecutionException {
        kafka.topics.ensure(kafka.broker);
        kafka.direct("compute/vm/1", "1");
        kafka.direct("compute/vm/2", "1");
        reader.start();
        await().atMost(SOON).until(() -> handedOver.wholes.get() == 1);

        kafka.removeTopics();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            kafka.topics.ensure(kafka.broker);
            kafka.direct("compute/vm/1", "2");
            return true;
        });
        await().atMost(SOON).until(() -> handedOver.live.contains("compute/vm/1=2"));
        assertThat(handedOver.wholes).hasValue(1);
    }
}
