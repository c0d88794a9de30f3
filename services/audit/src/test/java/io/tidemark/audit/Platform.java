package io.tidemark.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.messaging.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The services and nodes around audit, as Kafka shows them. Headers are written by hand, not by our own code. */
@ApplicationScoped
class Platform {

    static final String STARTED = "tidemark.compute.vm.started.v1";
    static final String RUNNING = "tidemark.node.vm.running.v1";

    private final Topics topics;
    private final String prefix;
    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    Platform(
            Topics topics,
            @ConfigProperty(name = "tidemark.topics.prefix") String prefix,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.topics = topics;
        this.prefix = prefix;
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** One event or fact on its way. */
    record Event(
            UUID id,
            String source,
            String type,
            String subject,
            long revision,
            UUID correlationId,
            UUID causationId,
            String actor,
            String json) {

        /** An event of compute about that VM, the root of a trace of its own. */
        static Event compute(String vm, long revision, String json) {
            UUID request = UUID.randomUUID();
            return new Event(
                    UUID.randomUUID(), "/tidemark/compute", STARTED, vm, revision, request, request, "alice", json);
        }

        /** A fact of that node, the root of a trace of its own. */
        static Event fact(String node, long number, String json) {
            UUID cause = UUID.randomUUID();
            return new Event(
                    UUID.randomUUID(),
                    "/tidemark/node/" + node,
                    RUNNING,
                    node,
                    number,
                    cause,
                    cause,
                    "system:node",
                    json);
        }

        Event causedBy(Event cause) {
            return new Event(id, source, type, subject, revision, cause.correlationId, cause.id, actor, json);
        }

        Event as(String otherType, String otherActor) {
            return new Event(id, source, otherType, subject, revision, correlationId, causationId, otherActor, json);
        }
    }

    /** Publishes to the topic of the event's source and returns when the broker has it. */
    void publish(Event event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topicOf(event), event.subject(), event.json().getBytes(UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", event.id().toString(),
                        "ce_source", event.source(),
                        "ce_type", event.type(),
                        "ce_subject", event.subject(),
                        "ce_time", Instant.EPOCH.toString(),
                        "ce_streamrevision", Long.toString(event.revision()),
                        "ce_correlationid", event.correlationId().toString(),
                        "ce_causationid", event.causationId().toString(),
                        "ce_actor", event.actor())
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take " + event, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    /** The public audit stream, as a subscriber sees it. */
    PublicStream publicStream() {
        return PublicStream.open(bootstrap, prefix + ".audit.v1");
    }

    private String topicOf(Event event) {
        String part = event.source().substring("/tidemark/".length());
        boolean isNode = part.startsWith("node/");
        String topic = prefix + "." + part.replace('/', '.') + (isNode ? ".facts.v1" : ".events.v1");
        try {
            topics.ensureKeptForEver(topic, isNode ? 1 : Topics.EVENT_PARTITIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making " + topic, e);
        }
        return topic;
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
