package io.tidemark.messaging;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary mode: attributes and our extensions as {@code ce_} headers, the payload as the value. */
public final class CloudEvents {
    /** A node's own topic: only that node may write to it, so what it says of itself must name that node. */
    private static final Pattern FACTS = Pattern.compile(".*\\.node\\.([^.]+)\\.facts\\.v1");

    private CloudEvents() {}

    /** A stored event as the record that publishes it; its key is the aggregate's id, so one aggregate stays in order. */
    public static ProducerRecord<String, byte[]> record(
            String topic, String source, String generation, StoredEvent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, event.stream().id(), event.json().getBytes(StandardCharsets.UTF_8));
        Headers headers = record.headers();
        attributes(headers, event.id(), source, event.type(), event.stream().id(), event.recordedAt());
        put(headers, "ce_streamrevision", Long.toString(event.revision()));
        put(headers, "ce_position", Long.toString(event.position()));
        put(headers, "ce_storegeneration", generation);
        put(headers, "ce_objectpath", event.objectPath());
        cause(headers, event.cause());
        return record;
    }

    /** The attributes that every CloudEvent has. */
    public static void attributes(Headers headers, UUID id, String source, String type, String subject, Instant time) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id.toString());
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
    }

    public static void cause(Headers headers, Cause cause) {
        put(headers, "ce_correlationid", cause.correlationId().toString());
        put(headers, "ce_causationid", cause.causationId().toString());
        put(headers, "ce_actor", cause.actor());
        cause.operationId().ifPresent(operation -> put(headers, "ce_operationid", operation.toString()));
        cause.traceParent().ifPresent(trace -> put(headers, "ce_traceparent", trace));
    }

    /**
     * @throws IllegalArgumentException when the payload, or a header that every event of ours has, is missing or
     *     malformed, or when a fact names another node than the topic that it is on
     */
    public static IncomingEvent read(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        believable(record.topic(), headers);
        return new IncomingEvent(
                UUID.fromString(require(headers, "ce_id")),
                require(headers, "ce_source"),
                require(headers, "ce_type"),
                require(headers, "ce_subject"),
                revision(headers),
                find(headers, "ce_storegeneration"),
                find(headers, "ce_objectpath").orElse(""),
                time(headers),
                readCause(headers),
                payload(record));
    }

    private static void believable(String topic, Headers headers) {
        Matcher facts = FACTS.matcher(topic);
        if (facts.matches()) {
            String node = facts.group(1);
            boolean own = require(headers, "ce_source").equals("/tidemark/node/" + node)
                    && require(headers, "ce_subject").equals(node);
            if (!own) {
                throw new IllegalArgumentException("a fact on the topic of node " + node + " names another");
            }
        }
    }

    private static long revision(Headers headers) {
        long revision = Long.parseLong(require(headers, "ce_streamrevision"));
        if (revision < 1) {
            throw new IllegalArgumentException("revision " + revision + " is not positive");
        }
        return revision;
    }

    private static Instant time(Headers headers) {
        try {
            return Instant.parse(require(headers, "ce_time"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time in ce_time", e);
        }
    }

    private static String payload(ConsumerRecord<String, byte @Nullable []> record) {
        byte[] value = record.value();
        if (value == null) {
            throw new IllegalArgumentException("no payload");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    public static Cause readCause(Headers headers) {
        return new Cause(
                UUID.fromString(require(headers, "ce_correlationid")),
                UUID.fromString(require(headers, "ce_causationid")),
                require(headers, "ce_actor"),
                find(headers, "ce_operationid").map(UUID::fromString),
                find(headers, "ce_traceparent"));
    }

    public static String type(ConsumerRecord<?, ?> record) {
        return find(record.headers(), "ce_type").orElse("");
    }

    /** The event's id; empty on a record that is no event. */
    static String id(ConsumerRecord<?, ?> record) {
        return find(record.headers(), "ce_id").orElse("");
    }

    public static Optional<String> find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String require(Headers headers, String name) {
        String value = find(headers, name).orElseThrow(() -> new IllegalArgumentException("no header " + name));
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("header " + name + " holds a zero byte, which no database keeps");
        }
        return value;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
