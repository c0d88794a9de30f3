package io.tidemark.tracing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of work that is over when it is told.
 *
 * @param part whose work it is, such as {@code tidemark-compute}
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId of the span that led to it; empty at the root
 * @param start not after {@code end}
 * @param error why it failed; empty when it did not
 */
public record Span(
        String part,
        String name,
        Kind kind,
        String traceId,
        String spanId,
        Optional<String> parentId,
        Instant start,
        Instant end,
        Map<String, String> attributes,
        Optional<String> error) {
    /** How the work stands to others', as OpenTelemetry has it. */
    public enum Kind {
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    public Span {
        attributes = Map.copyOf(attributes);
        if (start.isAfter(end)) {
            throw new IllegalArgumentException(name + " begins at " + start + " and ends before, at " + end);
        }
    }
}
