package io.tidemark.eventstore;

import java.util.Optional;
import java.util.UUID;

/**
 * Why an event exists: what travels with it from the request to the last effect.
 *
 * @param correlationId one per request or spontaneous decision; the whole causal tree shares it
 * @param causationId the event, fact or request that led directly to this
 * @param actor the opaque id of the subject who asked, or {@code system:<part>} for a decision nobody asked for
 * @param operationId the operation that this belongs to, if any
 * @param traceParent the W3C trace context as a {@link TraceParent} writes it; a malformed one is dropped
 */
public record Cause(
        UUID correlationId, UUID causationId, String actor, Optional<UUID> operationId, Optional<String> traceParent) {

    public Cause {
        traceParent = traceParent.flatMap(TraceParent::parse).map(TraceParent::toString);
    }

    /** A spontaneous decision of a part of the platform, the root of a tree and of a trace of its own. */
    public static Cause spontaneous(UUID id, String part) {
        return new Cause(id, id, "system:" + part, Optional.empty(), trace(id));
    }

    /**
     * What somebody asked for, the root of a tree. The trace of who asked goes on; without one a trace begins whose id
     * has the digits of {@code id}.
     *
     * @param traceParent as it came, perhaps malformed
     */
    public static Cause request(UUID id, String actor, Optional<UUID> operationId, Optional<String> traceParent) {
        Cause asked = new Cause(id, id, actor, operationId, traceParent);
        return asked.traceParent.isPresent() ? asked : new Cause(id, id, actor, operationId, trace(id));
    }

    private static Optional<String> trace(UUID id) {
        return TraceParent.startingAt(id).map(TraceParent::toString);
    }

    /** The same cause for a part of this operation, or of none. */
    public Cause within(Optional<UUID> operation) {
        return new Cause(correlationId, causationId, actor, operation, traceParent);
    }

    /** The cause of what follows from an event that had this cause. */
    public Cause causedBy(UUID eventId) {
        return new Cause(correlationId, eventId, actor, operationId, traceParent);
    }
}
