package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both directions while the broker is killed, comes back, and comes back without its disk. */
class BrokerLossTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path scratch;

    private final HandedOver handedOver = new HandedOver();

    @Test
    void aBrokerThatDiesAndOneThatLosesItsDiskLoseAndReorderNothing() throws InterruptedException {
        try (OwnBroker server = new OwnBroker(scratch)) {
            server.start();
            TestBroker kafka = new TestBroker(server.bootstrap());
            kafka.topics.ensure(kafka.broker);
            kafka.direct("compute/vm/1", "1");
            try (DirectiveReader reader = new DirectiveReader(kafka.broker, kafka.topics, handedOver);
                    FactOutbox outbox = new FactOutbox(kafka.broker, kafka.topics, scratch.resolve("outbox"), false)) {
                reader.start();
                outbox.start();
                assertThat(outbox.awaitAligned(SOON)).isTrue();
                await().atMost(SOON).until(() -> handedOver.wholes.get() == 1);
                emit(outbox, 1, 50);

                server.kill();
                emit(outbox, 51, 100);
                server.start();
                kafka.direct("compute/vm/1", "2");
                kafka.direct("compute/vm/1", "3");
                await().atMost(SOON).until(() -> outbox.state().acknowledgedNumber() == 100);
                await().atMost(SOON).until(() -> handedOver.live.size() == 2);
                assertThat(handedOver.live).containsExactly("compute/vm/1=2", "compute/vm/1=3");
                assertThat(firstSights(kafka.numbers())).isEqualTo(upTo(100));

                server.kill();
                server.loseDisk();
                server.start();
                kafka.topics.ensure(kafka.broker);
                kafka.direct("compute/vm/1", "3");
                kafka.direct("compute/vm/1", "4");
                emit(outbox, 101, 110);
                await().atMost(SOON).until(() -> handedOver.live.contains("compute/vm/1=4"));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(
                                        kafka.numbers().stream().distinct().sorted())
                                .isEqualTo(upTo(110)));
                assertThat(handedOver.wholes).hasValue(1);
            }
        }
    }

    @AfterEach
    void theDirectiveReaderGaveNothingTwiceInARow() {
        for (int i = 1; i < handedOver.live.size(); i++) {
            assertThat(handedOver.live.get(i)).isNotEqualTo(handedOver.live.get(i - 1));
        }
    }

    /** As a consumer sees them that drops what it has seen. */
    private static List<Long> firstSights(List<Long> numbers) {
        return numbers.stream().distinct().toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void emit(FactOutbox outbox, long from, long to) {
        for (long i = from; i <= to; i++) {
            Fact fact = outbox.emit(
                    new NewFact("compute/vm/1", "tidemark.node.test.v1", "{\"i\":" + i + "}", Optional.empty()));
            assertThat(fact.number()).isEqualTo(i);
        }
    }
}
