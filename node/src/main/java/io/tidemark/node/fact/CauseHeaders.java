package io.tidemark.node.fact;

import io.tidemark.eventstore.Cause;
import io.tidemark.nodelink.Directive;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a directive comes from, in a form that a module can keep in its journal without understanding it. Pure. */
public final class CauseHeaders {
    private static final String ID = "ce_id";
    private static final String CORRELATION = "ce_correlationid";
    private static final String CAUSATION = "ce_causationid";
    private static final String ACTOR = "ce_actor";
    private static final String OPERATION = "ce_operationid";
    private static final String TRACE = "ce_traceparent";

    private CauseHeaders() {}

    public static Map<String, String> of(Directive directive) {
        Cause cause = directive.cause();
        Map<String, String> headers = new HashMap<>();
        headers.put(ID, directive.id().toString());
        headers.put(CORRELATION, cause.correlationId().toString());
        headers.put(CAUSATION, cause.causationId().toString());
        headers.put(ACTOR, cause.actor());
        cause.operationId().ifPresent(operation -> headers.put(OPERATION, operation.toString()));
        cause.traceParent().ifPresent(trace -> headers.put(TRACE, trace));
        return Map.copyOf(headers);
    }

    /** The cause of what answers a directive with these headers; empty when there are none. */
    static Optional<Cause> effectCause(Map<String, String> headers) {
        Optional<String> id = Optional.ofNullable(headers.get(ID));
        Optional<String> correlation = Optional.ofNullable(headers.get(CORRELATION));
        if (id.isEmpty() || correlation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                UUID.fromString(correlation.get()),
                UUID.fromString(id.get()),
                Optional.ofNullable(headers.get(ACTOR)).orElse("system:node"),
                Optional.ofNullable(headers.get(OPERATION)).map(UUID::fromString),
                Optional.ofNullable(headers.get(TRACE))));
    }
}
