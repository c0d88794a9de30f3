package io.tidemark.nodelink;

import io.tidemark.eventstore.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/** What a test writes to and reads from a broker, as services would. */
final class TestBroker {
    final Broker broker;
    final NodeTopics topics;

    TestBroker(String bootstrap) {
        broker = Broker.single(bootstrap);
        topics = new NodeTopics(
                "test-" + UUID.randomUUID().toString().substring(0, 8),
                UUID.randomUUID().toString());
    }

    /** The servers that {@code ./tide test} started. */
    static TestBroker shared() {
        String bootstrap = System.getProperty("tidemark.test.kafka");
        if (bootstrap == null) {
            throw new IllegalStateException("no -Dtidemark.test.kafka: run the tests with ./tide test");
        }
        return new TestBroker(bootstrap);
    }

    void direct(String key, @Nullable String json) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.directives(), key, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        // A service that writes a directive again writes it under the id of the same event.
        UUID id = UUID.nameUUIDFromBytes((key + json).getBytes(StandardCharsets.UTF_8));
        WireHeaders.putAttributes(
                record.headers(), id, "/tidemark/test", "tidemark.test.directive.v1", key, Instant.now());
        WireHeaders.putCause(record.headers(), Cause.spontaneous(id, "test"));
        write(record);
    }

    void write(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(broker.orderedProducer(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything in the facts topic now. */
    List<ConsumerRecord<String, byte[]>> facts() {
        TopicPartition partition = new TopicPartition(topics.facts(), 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(broker.consumer(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(java.time.Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    List<Long> numbers() {
        return facts().stream().map(TestBroker::number).toList();
    }

    static long number(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(WireHeaders.require(record.headers(), "ce_streamrevision"));
    }

    void removeTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(broker.admin())) {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(topics.prefix() + "."))
                    .toList();
            admin.deleteTopics(ours).all().get();
        }
    }
}
