package io.tidemark.testkit.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Identity's public events, written by hand so that this and the real publisher do not share a mistake. */
final class IdentityTopic implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final String SOURCE = "/tidemark/identity";

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> revisions;

    private IdentityTopic(String topic, KafkaProducer<String, byte[]> producer, Map<String, Long> revisions) {
        this.topic = topic;
        this.producer = producer;
        this.revisions = revisions;
    }

    /** Makes the topic when it is not there, and goes on from the revisions that it holds. */
    static IdentityTopic open(String bootstrap, String prefix) {
        String topic = prefix + ".identity.events.v1";
        make(bootstrap, topic);
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        return new IdentityTopic(topic, producer, published(bootstrap, topic));
    }

    void publish(String event, String aggregate, String json) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, aggregate, json.getBytes(UTF_8));
        long revision = revisions.merge(aggregate, 1L, Long::sum);
        attributes(record.headers(), "tidemark.identity." + event + ".v1", aggregate);
        put(record.headers(), "ce_streamrevision", Long.toString(revision));
        send(record);
    }

    void beat() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topic, partition, "heartbeat", "{\"position\":0}".getBytes(UTF_8));
            attributes(record.headers(), "tidemark.identity.heartbeat.v1", "heartbeat");
            send(record);
        }
    }

    private static void attributes(Headers headers, String type, String subject) {
        String id = UUID.randomUUID().toString();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_source", SOURCE);
        put(headers, "ce_type", type);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", Instant.now().toString());
        put(headers, "content-type", "application/json");
        put(headers, "ce_correlationid", id);
        put(headers, "ce_causationid", id);
        put(headers, "ce_actor", "system:test");
        put(headers, "ce_storegeneration", new UUID(0, 0).toString());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record for " + topic, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void make(String bootstrap, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            NewTopic wanted = new NewTopic(topic, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " cannot be made", e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The last revision of each aggregate that the topic holds. */
    private static Map<String, Long> published(String bootstrap, String topic) {
        Map<String, Long> last = new HashMap<>();
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header revision = record.headers().lastHeader("ce_streamrevision");
                    if (revision != null) {
                        last.merge(record.key(), Long.parseLong(new String(revision.value(), UTF_8)), Math::max);
                    }
                }
            }
        }
        return last;
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
