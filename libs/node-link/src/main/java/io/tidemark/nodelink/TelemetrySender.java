package io.tidemark.nodelink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends measurements, each at most once and only while fresh: what a broker that is away misses is not kept. Thread-safe. */
public final class TelemetrySender implements AutoCloseable {
    /** The wire name of one sample of a node. */
    public static final String TYPE = "tidemark.node.telemetry.sampled.v1";

    private static final Logger LOG = LoggerFactory.getLogger(TelemetrySender.class);

    private final NodeTopics topics;
    private final Producer<String, byte[]> producer;
    private final AtomicBoolean reaching = new AtomicBoolean(true);

    public TelemetrySender(Broker broker, NodeTopics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(broker.hastyProducer(), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns within half a second, also while Kafka is away. */
    public void send(Instant at, String json) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.telemetry(), topics.nodeId(), json.getBytes(StandardCharsets.UTF_8));
        WireHeaders.putAttributes(
                record.headers(), UUID.randomUUID(), "/tidemark/node/" + topics.nodeId(), TYPE, topics.nodeId(), at);
        var _ = producer.send(record, (sent, failure) -> {
            if (reaching.getAndSet(failure == null) != (failure == null)) {
                LOG.info("telemetry {}", failure == null ? "reaches Kafka again" : "does not reach Kafka: " + failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
