package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LogProducerTest {
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

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
