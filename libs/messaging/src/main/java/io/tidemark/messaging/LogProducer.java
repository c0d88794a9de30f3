package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a service writes to Kafka: idempotent, acknowledged by all in-sync replicas, in order. After a failure a new
 * producer is used, so that nothing of the old one is sent any more. Thread-safe.
 */
@ApplicationScoped
public class LogProducer {
    /** Short, because a follower holds its checkpoint's row lock meanwhile; its retry is the longer breath. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private @Nullable ProducerSession session;

    public LogProducer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                "true",
                // Not more: see ProducerSession. Throughput comes from batches, which fill while a request is under
                // way.
                "max.in.flight.requests.per.connection",
                "1",
                "linger.ms",
                "0",
                "batch.size",
                "131072",
                "request.timeout.ms",
                "5000",
                "max.block.ms",
                Long.toString(DELIVERY_TIMEOUT.toMillis()),
                "delivery.timeout.ms",
                Long.toString(DELIVERY_TIMEOUT.toMillis()),
                "reconnect.backoff.max.ms",
                "2000");
    }

    /** Sends all in this order and completes when all are acknowledged; on a failure a beginning of them may have been sent. */
    public Uni<Void> sendAll(List<ProducerRecord<String, byte[]>> records) {
        return send(records).replaceWithVoid();
    }

    /**
     * The same, with what the broker answered to each. Sends from a worker, because Kafka's {@code send} blocks while no
     * broker answers, and the caller may be an event loop.
     */
    Uni<List<RecordMetadata>> send(List<ProducerRecord<String, byte[]>> records) {
        return Uni.createFrom()
                .completionStage(() -> session().send(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized ProducerSession session() {
        ProducerSession known = session;
        if (known != null && known.isBroken()) {
            known.close(Duration.ZERO);
        }
        if (known == null || known.isBroken()) {
            known = new ProducerSession(
                    new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
            session = known;
        }
        return known;
    }

    @PreDestroy
    synchronized void close() {
        if (session != null) {
            session.close(CLOSING_PATIENCE);
        }
    }
}
