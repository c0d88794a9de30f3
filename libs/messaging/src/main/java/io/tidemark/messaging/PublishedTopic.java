package io.tidemark.messaging;

import io.tidemark.messaging.RelayMarks.Mark;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What is really on the service's topic: its identity, its ends and its records. Every call blocks. Thread-safe. */
@ApplicationScoped
class PublishedTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Heartbeats stand between events: a partition without any for minutes still shows its last event. */
    private static final int TAIL = 100;

    private final String bootstrap;
    private final String topic;
    private @Nullable Admin admin;

    PublishedTopic(
            Topics topics,
            @ConfigProperty(name = "tidemark.service") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.bootstrap = bootstrap;
        this.topic = topics.events(service);
    }

    /**
     * What was found on the topic.
     *
     * @param positions of the events of the generation asked for; the bit is the position
     * @param last the last event in each partition that has one
     */
    record Content(BitSet positions, Collection<Mark> last) {
        /** The first position up to the limit that is not there; one more than the limit when all are. */
        long firstMissing(long limit) {
            return Math.min(positions.nextClearBit(1), limit + 1);
        }
    }

    /** Kafka's id of the topic; empty when there is none of that name. */
    Optional<String> id() {
        try {
            return Optional.ofNullable(
                            answer(admin().describeTopics(List.of(topic)).allTopicNames())
                                    .get(topic))
                    .map(found -> found.topicId().toString());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** Whether the topic is still the one of the marks and no shorter; reads no record. */
    boolean reaches(Collection<Mark> marks) {
        Optional<String> id = id();
        if (!marks.stream().allMatch(mark -> id.equals(Optional.of(mark.topicId())))) {
            return false;
        }
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        return marks.stream().allMatch(mark -> ends.getOrDefault(partition(mark), 0L) > mark.offset());
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
    Content content(String generation) {
        String id = id().orElseThrow(() -> new KafkaException("no topic " + topic));
        BitSet positions = new BitSet();
        Map<TopicPartition, Mark> last = new HashMap<>();
        read(offsets(OffsetSpec.earliest()), offsets(OffsetSpec.latest()), record -> {
            OptionalInt position = position(record, generation);
            if (position.isPresent()) {
                positions.set(position.getAsInt());
                UUID event = UUID.fromString(CloudEvents.id(record));
                last.put(partition(record), new Mark(record.partition(), id, record.offset(), event));
            }
        });
        return new Content(positions, last.values());
    }

    /** The highest position of that generation near the end of each partition; 0 when there is none. */
    long newest(String generation) {
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.forEach((partition, end) -> from.put(partition, Math.max(0, end - TAIL)));
        AtomicLong newest = new AtomicLong();
        read(
                from,
                ends,
                record -> position(record, generation)
                        .ifPresent(position -> newest.accumulateAndGet(position, Math::max)));
        return newest.get();
    }

    /** Empty for heartbeats, and for events of another generation. */
    private static OptionalInt position(ConsumerRecord<?, ?> record, String generation) {
        Optional<String> position = CloudEvents.find(record.headers(), "ce_position");
        boolean ours = CloudEvents.find(record.headers(), "ce_storegeneration").equals(Optional.of(generation));
        return position.isPresent() && ours ? OptionalInt.of(Integer.parseInt(position.get())) : OptionalInt.empty();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions().stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin().listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
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
                Long.toString(PATIENCE.toMillis()));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
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

    private synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "request.timeout.ms",
                    "5000",
                    "default.api.timeout.ms",
                    Long.toString(PATIENCE.toMillis())));
            admin = known;
        }
        return known;
    }

    private static <T> T answer(org.apache.kafka.common.KafkaFuture<T> asked) {
        try {
            return asked.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the broker", e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
