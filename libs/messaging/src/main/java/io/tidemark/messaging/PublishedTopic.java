package io.tidemark.messaging;

import io.tidemark.messaging.RelayMarks.Mark;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is really on the service's topic: its identity, its ends and its records. Every call blocks. Thread-safe. */
@ApplicationScoped
class PublishedTopic {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final String topic;
    private final BrokerView broker;

    PublishedTopic(
            Topics topics,
            @ConfigProperty(name = "tidemark.service") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            BrokerView broker) {
        this.bootstrap = bootstrap;
        this.broker = broker;
        this.topic = topics.events(service);
    }

    /**
     * What was found on the topic.
     *
     * @param positions of the events of this log's history; the bit is the position
     * @param last the last event in each partition that has one
     */
    record Content(BitSet positions, Collection<Mark> last) {
        /** The first position up to the limit that is not there; one more than the limit when all are. */
        long firstMissing(long limit) {
            return Math.min(positions.nextClearBit(1), limit + 1);
        }
    }

    /** An event on the topic. */
    record Published(long position, UUID event, String generation) {}

    /** Kafka's id of the topic; empty when there is none of that name. */
    Optional<String> id() {
        return Optional.ofNullable(broker.ids(List.of(topic)).get(topic));
    }

    /** Whether the topic is still the one of the marks and no shorter; reads no record. */
    boolean reaches(Collection<Mark> marks) {
        return reached(marks).isPresent();
    }

    /** The same, and no mark's event was replaced; reads a record only where something was written behind a mark, as by heartbeats. */
    boolean stillHolds(Collection<Mark> marks) {
        return reached(marks)
                .map(ends -> marks.stream()
                        .filter(mark -> end(ends, mark) > mark.offset() + 1)
                        .toList())
                .filter(passed -> passed.isEmpty() || holds(passed))
                .isPresent();
    }

    /** Where the topic ends; empty where it is not the one of the marks, or does not reach them. */
    private Optional<Map<TopicPartition, Long>> reached(Collection<Mark> marks) {
        Optional<String> id = id();
        if (!marks.stream().allMatch(mark -> id.equals(Optional.of(mark.topicId())))) {
            return Optional.empty();
        }
        return Optional.of(offsets(OffsetSpec.latest()))
                .filter(ends -> marks.stream().allMatch(mark -> end(ends, mark) > mark.offset()));
    }

    private long end(Map<TopicPartition, Long> ends, Mark mark) {
        return ends.getOrDefault(partition(mark), 0L);
    }

    /** Whether each mark's event stands where Kafka acknowledged it. */
    boolean holds(Collection<Mark> marks) {
        if (marks.isEmpty() || !reaches(marks)) {
            return marks.isEmpty();
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        marks.forEach(mark -> next.put(partition(mark), mark.offset()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        next.forEach((partition, offset) -> ends.put(partition, offset + 1));
        Map<TopicPartition, String> found = new HashMap<>();
        read(next, ends, record -> found.put(partition(record), record.offset() + CloudEvents.id(record)));
        return marks.stream()
                .allMatch(mark -> (mark.offset() + mark.eventId().toString()).equals(found.get(partition(mark))));
    }

    /** Reads the whole topic; after a loss only, because it takes as long as a consumer that begins anew. */
    Content content(Generations generations) {
        String id = id().orElseThrow(() -> new KafkaException("no topic " + topic));
        BitSet positions = new BitSet();
        Map<TopicPartition, Mark> last = new HashMap<>();
        read(offsets(OffsetSpec.earliest()), offsets(OffsetSpec.latest()), record -> {
            OptionalLong position = position(record);
            if (position.isPresent() && generations.has(position.getAsLong(), generation(record))) {
                positions.set((int) position.getAsLong());
                UUID event = UUID.fromString(CloudEvents.id(record));
                last.put(partition(record), new Mark(record.partition(), id, record.offset(), event));
            }
        });
        return new Content(positions, last.values());
    }

    /** The events that stand behind the marks; on another topic than the marks', all of them. */
    void behind(Collection<Mark> marks, Consumer<Published> each) {
        Optional<String> id = id();
        Map<TopicPartition, Long> from = offsets(OffsetSpec.earliest());
        marks.stream()
                .filter(mark -> id.equals(Optional.of(mark.topicId())))
                .forEach(mark -> from.put(partition(mark), mark.offset() + 1));
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        from.replaceAll((partition, offset) -> Math.min(offset, ends.getOrDefault(partition, 0L)));
        read(
                from,
                ends,
                record -> position(record)
                        .ifPresent(position -> each.accept(
                                new Published(position, UUID.fromString(CloudEvents.id(record)), generation(record)))));
    }

    /** Empty for heartbeats. */
    private static OptionalLong position(ConsumerRecord<?, ?> record) {
        return CloudEvents.find(record.headers(), "ce_position")
                .map(position -> OptionalLong.of(Long.parseLong(position)))
                .orElseGet(OptionalLong::empty);
    }

    private static String generation(ConsumerRecord<?, ?> record) {
        return CloudEvents.find(record.headers(), "ce_storegeneration").orElse("");
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        return broker.offsets(partitions(), which);
    }

    /** @param to exclusive; offsets that the broker no longer has are passed over */
    private void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "fetch.max.bytes",
                "4194304",
                "request.timeout.ms",
                "5000",
                "default.api.timeout.ms",
                Long.toString(BrokerView.PATIENCE.toMillis()));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long deadline = System.nanoTime() + BrokerView.PATIENCE.toNanos();
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    deadline = System.nanoTime() + BrokerView.PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new KafkaException("the records of " + topic + " do not come");
                }
                for (ConsumerRecord<String, byte[]> record : polled) {
                    if (record.offset() < to.getOrDefault(partition(record), 0L)) {
                        each.accept(record);
                    }
                }
            }
        }
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, Topics.EVENT_PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    private TopicPartition partition(Mark mark) {
        return new TopicPartition(topic, mark.part());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
