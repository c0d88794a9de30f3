package io.tidemark.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.nodelink.NodeTopics;
import io.tidemark.nodelink.WireHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What compute, network and the memory broker do on Kafka for one node. */
final class Services implements AutoCloseable {
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap());
    private final NodeTopics topics;
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());

    Services(NodeTopics topics) {
        this.topics = topics;
    }

    static String bootstrap() {
        String servers = System.getProperty("tidemark.test.kafka");
        if (servers == null) {
            throw new IllegalStateException("no -Dtidemark.test.kafka: run the tests with ./tide test");
        }
        return servers;
    }

    /** A fact as a consumer reads it. */
    record Fact(long number, UUID id, String key, String type, Cause cause, JsonNode body) {
        static Fact of(ConsumerRecord<String, byte[]> record) {
            return new Fact(
                    Long.parseLong(WireHeaders.require(record.headers(), "ce_streamrevision")),
                    UUID.fromString(WireHeaders.require(record.headers(), "ce_id")),
                    record.key(),
                    WireHeaders.require(record.headers(), "ce_type"),
                    WireHeaders.cause(record.headers()),
                    Json.tree(new String(record.value(), StandardCharsets.UTF_8)));
        }
    }

    /** Writes a directive, and gives the cause that a fact must have that answers it. */
    Cause direct(String key, String json) {
        UUID eventId = UUID.randomUUID();
        UUID request = UUID.randomUUID();
        Cause cause = Cause.request(request, "alice", Optional.of(UUID.randomUUID()), Optional.empty())
                .causedBy(eventId);
        String[] parts = key.split("/", -1);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.directives(), key, json.getBytes(StandardCharsets.UTF_8));
        WireHeaders.putAttributes(
                record.headers(),
                eventId,
                "/tidemark/" + parts[0],
                "tidemark." + parts[0] + "." + parts[1] + ".directive.v1",
                key,
                Instant.now());
        WireHeaders.putCause(record.headers(), cause);
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return cause;
    }

    /** Every fact of the node so far, as a consumer takes them in that drops what it has seen. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(topics.facts())) {
            Fact fact = Fact.of(record);
            if (fact.number() == facts.size() + 1L) {
                facts.add(fact);
            } else if (fact.number() > facts.size()
                    || !facts.get((int) fact.number() - 1).equals(fact)) {
                throw new AssertionError("after " + facts.size() + " facts came " + fact);
            }
        }
        return facts;
    }

    /** Those of one kind, such as {@code vm.running}. */
    List<Fact> facts(String kind) {
        String type = "tidemark.node." + kind + ".v1";
        return facts().stream().filter(fact -> fact.type().equals(type)).toList();
    }

    Optional<JsonNode> newestTelemetry() {
        return records(topics.telemetry()).stream()
                .filter(record -> topics.nodeId().equals(record.key()))
                .map(record -> Json.tree(new String(record.value(), StandardCharsets.UTF_8)))
                .reduce((a, b) -> b);
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        try (Admin admin = Admin.create(kafka)) {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(topics.prefix() + "."))
                    .toList();
            admin.deleteTopics(ours).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
