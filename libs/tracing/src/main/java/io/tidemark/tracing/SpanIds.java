package io.tidemark.tracing;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Which span speaks of what. An event's span, and that of a request by its correlation id, have the last digits of that id;
 * so a trace that begins with a request of ours has the request's span as the parent that its {@code traceparent} names.
 */
public final class SpanIds {
    /** Decisions that nobody asked for have no request above them. */
    private static final String NOBODY = "system:";

    private SpanIds() {}

    /** The span of an event, or of the request with this correlation id; empty for the UUID of zeros. */
    public static Optional<String> of(UUID id) {
        return TraceParent.startingAt(id).map(TraceParent::parentId);
    }

    /** A span of something else about the event: the same for the same words. */
    public static Optional<String> of(UUID event, String what) {
        return of(UUID.nameUUIDFromBytes((event + "/" + what).getBytes(StandardCharsets.UTF_8)));
    }

    /** The trace of everything that has this cause. */
    public static Optional<String> trace(Cause cause) {
        return cause.traceParent()
                .flatMap(TraceParent::parse)
                .or(() -> TraceParent.startingAt(cause.correlationId()))
                .map(TraceParent::traceId);
    }

    /** The span that led to whatever has this cause; empty at the root of a trace. */
    public static Optional<String> parent(Cause cause) {
        if (!cause.causationId().equals(cause.correlationId())) {
            return of(cause.causationId());
        }
        return cause.actor().startsWith(NOBODY) ? stranger(cause) : of(cause.correlationId());
    }

    /** The span of whoever handed the trace to us; empty when the trace is our own. */
    private static Optional<String> stranger(Cause cause) {
        Optional<TraceParent> own = TraceParent.startingAt(cause.correlationId());
        return cause.traceParent()
                .flatMap(TraceParent::parse)
                .filter(trace -> !own.equals(Optional.of(trace)))
                .map(TraceParent::parentId);
    }
}
