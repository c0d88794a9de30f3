package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one Kafka producer of a service: idempotent, acknowledged by all in-sync replicas, in order. Thread-safe. */
@ApplicationScoped
public class LogProducer {
    /** Short, because a follower holds its checkpoint's row lock meanwhile; its retry is the longer breath. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;

    public LogProducer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "request.timeout.ms", "5000",
                        "max.block.ms", Long.toString(DELIVERY_TIMEOUT.toMillis()),
                        "delivery.timeout.ms", Long.toString(DELIVERY_TIMEOUT.toMillis()),
                        "reconnect.backoff.max.ms", "2000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends all in this order and completes when all are acknowledged; on a failure some may have been sent. Sends
     * from a worker, because Kafka's {@code send} blocks while no broker answers, and the caller may be an event loop.
     */
    public Uni<Void> sendAll(List<ProducerRecord<String, byte[]>> records) {
        return Uni.createFrom()
                .completionStage(() -> acknowledgements(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private CompletableFuture<Void> acknowledgements(List<ProducerRecord<String, byte[]>> records) {
        List<CompletableFuture<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
        for (ProducerRecord<String, byte[]> record : records) {
            CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
            acknowledgements.add(acknowledged);
        }
        return CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new));
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
