package io.tidemark.nodelink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Which fact Kafka has as the last one.
 *
 * @param number its number
 * @param id its id
 * @param offset where it stands
 */
record LastFact(long number, UUID id, long offset) {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int POLLS = 20;

    /**
     * Empty when the topic is.
     *
     * @throws KafkaException when the broker does not answer
     * @throws OutboxDamagedException when the last record is no fact
     */
    static Optional<LastFact> in(Broker broker, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(broker.consumer(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end == 0) {
                return Optional.empty();
            }
            consumer.seek(partition, end - 1);
            for (int i = 0; i < POLLS; i++) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    return Optional.of(parse(record));
                }
            }
            throw new KafkaException("the last fact in " + topic + " does not come");
        }
    }

    private static LastFact parse(ConsumerRecord<String, byte[]> record) {
        try {
            return new LastFact(
                    Long.parseLong(WireHeaders.require(record.headers(), WireHeaders.NUMBER)),
                    UUID.fromString(WireHeaders.require(record.headers(), WireHeaders.ID)),
                    record.offset());
        } catch (IllegalArgumentException e) {
            throw new OutboxDamagedException("the record at offset " + record.offset() + " of " + record.topic()
                    + " is no fact: " + e.getMessage());
        }
    }
}
