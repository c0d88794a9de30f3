package io.tidemark.tracing;

import io.tidemark.eventstore.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Work under way.
 *
 * @param cause names the trace that it belongs to
 * @param error why it failed; empty while it has not
 */
public record Work(
        String name,
        Span.Kind kind,
        Cause cause,
        Optional<String> spanId,
        Optional<String> parentId,
        Instant start,
        Map<String, String> attributes,
        Optional<String> error) {

    public static Work of(
            String name,
            Span.Kind kind,
            Cause cause,
            Optional<String> spanId,
            Optional<String> parentId,
            Instant start) {
        return new Work(name, kind, cause, spanId, parentId, start, Map.of(), Optional.empty());
    }

    public Work with(Map<String, String> facts) {
        return new Work(name, kind, cause, spanId, parentId, start, facts, error);
    }

    public Work failed(String why) {
        return new Work(name, kind, cause, spanId, parentId, start, attributes, Optional.of(why));
    }
}
