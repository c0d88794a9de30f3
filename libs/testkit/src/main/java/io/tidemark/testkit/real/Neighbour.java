package io.tidemark.testkit.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Plays another service, or a node, in a service's test: publishes events as they do, with headers written by hand,
 * so that this and the real publisher do not share a mistake. Each call returns when the broker has acknowledged.
 * Thread-safe.
 */
public final class Neighbour implements AutoCloseable {
    private final String topic;
    private final String source;
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer;

    private Neighbour(String topic, int partitions, String source) {
        this.topic = prefix() + "." + topic;
        this.source = source;
        make(this.topic, partitions);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Another service, with its public events; {@code name} as in the wire names, such as {@code memory-broker}. */
    public static Neighbour service(String name) {
        return new Neighbour(name + ".events.v1", 3, "/tidemark/" + name);
    }

    /** A node, with its facts. */
    public static Neighbour node(String nodeId) {
        return new Neighbour("node." + nodeId + ".facts.v1", 1, "/tidemark/node/" + nodeId);
    }

    /** The measurements of nodes: no events, so they have no revisions. */
    public static Neighbour telemetry() {
        return new Neighbour("node.telemetry.v1", 1, "/tidemark/telemetry");
    }

    /** Something that nobody asked for. For a fact, {@code subject} is the node's id. */
    public void publish(String type, String subject, Map<String, ?> body) {
        spontaneous(type, subject, body);
    }

    /** Something that nobody asked for, with a body that is a tree already. */
    public void publish(String type, String subject, JsonNode body) {
        spontaneous(type, subject, body);
    }

    private void spontaneous(String type, String subject, Object body) {
        String id = UUID.randomUUID().toString();
        send(type, subject, body, Map.of("ce_correlationid", id, "ce_causationid", id, "ce_actor", "system:test"));
    }

    /** Something caused by what was read: the correlation, the operation, the actor and the trace go on. */
    public void answer(TopicLog.Entry cause, String type, String subject, Map<String, ?> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_correlationid", cause.header("ce_correlationid"));
        headers.put("ce_causationid", cause.header("ce_id"));
        headers.put("ce_actor", cause.header("ce_actor"));
        for (String optional : List.of("ce_operationid", "ce_traceparent")) {
            if (!cause.header(optional).isEmpty()) {
                headers.put(optional, cause.header(optional));
            }
        }
        send(type, subject, body, headers);
    }

    private synchronized void send(String type, String subject, Object body, Map<String, String> cause) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, subject, Json.write(body).getBytes(UTF_8));
        Map<String, String> headers = new LinkedHashMap<>(cause);
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_subject", subject);
        headers.put("ce_time", Instant.now().toString());
        headers.put("content-type", "application/json");
        headers.put("ce_storegeneration", new UUID(0, 0).toString());
        headers.put("ce_streamrevision", Long.toString(revisions.merge(subject, 1L, Long::sum)));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record for " + topic, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void make(String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " cannot be made", e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static String bootstrap() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    static String prefix() {
        return ConfigProvider.getConfig().getValue("tidemark.topics.prefix", String.class);
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while talking to the broker", e);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
