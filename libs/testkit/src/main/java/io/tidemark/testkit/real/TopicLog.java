package io.tidemark.testkit.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Everything on one topic of the running test from its beginning, as any consumer may read it. Thread-safe. */
public final class TopicLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Entry> seen = new ArrayList<>();

    private TopicLog(String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Neighbour.bootstrap(),
                        "allow.auto.create.topics", "false",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The public events of a service; the topic may come later. */
    public static TopicLog events(String service) {
        return new TopicLog(Neighbour.prefix() + "." + service + ".events.v1");
    }

    /** What services tell a node; the topic may come later. */
    public static TopicLog directives(String nodeId) {
        return new TopicLog(Neighbour.prefix() + ".node." + nodeId + ".directives.v1");
    }

    /** What a node tells; the topic may come later. */
    public static TopicLog facts(String nodeId) {
        return new TopicLog(Neighbour.prefix() + ".node." + nodeId + ".facts.v1");
    }

    /** One record. */
    public record Entry(String key, Map<String, String> headers, JsonNode body) {
        public String type() {
            return header("ce_type");
        }

        /** Empty text when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text(String field) {
            return body.path(field).asText();
        }

        public long number(String field) {
            return body.path(field).asLong();
        }
    }

    /** The first record that matches, waiting for it for a minute at most. */
    public Entry await(String what, Predicate<Entry> matches) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> all().stream().filter(matches).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The first event of that type whose body names the object in that field. */
    public Entry await(String type, String field, String id) {
        return await(
                type + " with " + field + " " + id,
                entry -> entry.type().equals(type) && entry.text(field).equals(id));
    }

    /** Everything up to the topic's end as it is now. */
    public synchronized List<Entry> all() {
        if (assigned()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> seen.add(entry(record)));
            }
        }
        return List.copyOf(seen);
    }

    private boolean assigned() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        return !consumer.assignment().isEmpty();
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return new Entry(record.key(), headers, Json.tree(new String(record.value(), UTF_8)));
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
