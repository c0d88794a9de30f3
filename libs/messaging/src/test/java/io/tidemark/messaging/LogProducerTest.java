package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.real.RealParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LogProducerTest {
    private static final int TOO_LARGE = 4 << 20;

    @Test
    void sending_while_no_broker_answers_holds_up_no_caller_and_fails_in_the_end() throws IOException {
        LogProducer producer = new LogProducer("127.0.0.1:" + closedPort());
        try {
            CompletableFuture<Void> sent = producer.sendAll(
                            List.of(new ProducerRecord<>("nowhere", "key", new byte[0])))
                    .subscribeAsCompletionStage();

            assertThat(sent)
                    .as("the caller goes on while Kafka's own send blocks")
                    .isNotDone();
            eventually().until(sent::isDone);
            assertThat(sent).isCompletedExceptionally();
            assertThat(sent.exceptionNow()).isInstanceOf(TimeoutException.class);
        } finally {
            producer.close();
        }
    }

    @Test
    void nothing_is_sent_after_a_record_that_could_not_be_and_the_next_try_begins_with_a_new_producer()
            throws InterruptedException {
        String kafka = RealParts.property("kafka");
        String topic = "producer-" + UUID.randomUUID();
        new Topics("producer", kafka, (short) 1).ensureKeptForEver(topic, 1);
        TopicReader reader = new TopicReader(kafka);
        LogProducer producer = new LogProducer(kafka);
        try {
            List<ProducerRecord<String, byte[]>> broken = Stream.of("1", "2", "x".repeat(TOO_LARGE), "4")
                    .map(text -> record(topic, text))
                    .toList();

            assertThatThrownBy(() -> producer.sendAll(broken).await().indefinitely())
                    .isInstanceOf(RecordTooLargeException.class);
            producer.sendAll(List.of(record(topic, "1"), record(topic, "2"), record(topic, "4")))
                    .await()
                    .indefinitely();

            assertThat(reader.all(topic).stream().map(LogProducerTest::text).distinct())
                    .containsExactly("1", "2", "4");
            assertThat(reader.all(topic).stream().map(LogProducerTest::text).filter("4"::equals))
                    .hasSize(1);
        } finally {
            producer.close();
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic, String text) {
        return new ProducerRecord<>(topic, "key", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
