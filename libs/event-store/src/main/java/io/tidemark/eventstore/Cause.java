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
 * @param traceParent the W3C trace context, if any
 */
public record Cause(
        UUID correlationId, UUID causationId, String actor, Optional<UUID> operationId, Optional<String> traceParent) {

    /** A spontaneous decision of a part of the platform, the root of a tree of its own. */
    public static Cause spontaneous(UUID id, String part) {
        return new Cause(id, id, "system:" + part, Optional.empty(), Optional.empty());
    }

    /** The cause of what follows from an event that had this cause. */
    public Cause causedBy(UUID eventId) {
        return new Cause(correlationId, eventId, actor, operationId, traceParent);
    }
}
