package io.tidemark.nodelink;

import io.tidemark.eventstore.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** CloudEvents 1.0 attributes and our extensions as headers of Kafka records (binary content mode). Pure. */
public final class WireHeaders {
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String NUMBER = "ce_streamrevision";

    private WireHeaders() {}

    /** Puts the attributes that every CloudEvent has. */
    public static void putAttributes(
            Headers headers, UUID id, String source, String type, String subject, Instant time) {
        put(headers, "ce_specversion", "1.0");
        put(headers, ID, id.toString());
        put(headers, "ce_source", source);
        put(headers, TYPE, type);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
    }

    public static void putCause(Headers headers, Cause cause) {
        put(headers, "ce_correlationid", cause.correlationId().toString());
        put(headers, "ce_causationid", cause.causationId().toString());
        put(headers, "ce_actor", cause.actor());
        cause.operationId().ifPresent(operation -> put(headers, "ce_operationid", operation.toString()));
        cause.traceParent().ifPresent(trace -> put(headers, "ce_traceparent", trace));
    }

    /** @throws IllegalArgumentException when a header is missing or malformed */
    public static Cause cause(Headers headers) {
        return new Cause(
                UUID.fromString(require(headers, "ce_correlationid")),
                UUID.fromString(require(headers, "ce_causationid")),
                require(headers, "ce_actor"),
                find(headers, "ce_operationid").map(UUID::fromString),
                find(headers, "ce_traceparent"));
    }

    public static Optional<String> find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it is missing */
    public static String require(Headers headers, String name) {
        return find(headers, name).orElseThrow(() -> new IllegalArgumentException("no header " + name));
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
