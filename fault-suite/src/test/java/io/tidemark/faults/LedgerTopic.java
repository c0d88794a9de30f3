package io.tidemark.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the ledgers' topic from its beginning, piece by piece. Not thread-safe. */
final class LedgerTopic implements AutoCloseable {
    private static final String TOPIC = "tidemark.ledger.events.v1";
    private static final int PARTITIONS = 3;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    LedgerTopic(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "allow.auto.create.topics", "false",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        consumer.assign(partitions);
    }

    /** Hands over everything that has come since the last time. */
    void drain(Publication publication) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> publication.accept(entry(record)));
        }
    }

    private static Publication.Entry entry(ConsumerRecord<String, byte[]> record) {
        return new Publication.Entry(
                record.key(),
                Long.parseLong(header(record, "ce_streamrevision")),
                UUID.fromString(header(record, "ce_id")),
                Long.parseLong(header(record, "ce_position")),
                header(record, "ce_storegeneration"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
