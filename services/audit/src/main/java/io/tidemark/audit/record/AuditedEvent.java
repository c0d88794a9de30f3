package io.tidemark.audit.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event of a service, or a fact of a node, as the audit log keeps it.
 *
 * @param id the event's own id
 * @param type its wire name
 * @param source who published it: {@code /tidemark/<service>} or {@code /tidemark/node/<id>}
 * @param subject the aggregate that it is about; for a fact the node
 * @param time when its producer recorded it
 * @param correlationId shared by everything that one request or one spontaneous decision led to
 * @param causationId the event, fact or request that led directly to it
 * @param actor the opaque id of who asked, or {@code system:<part>}
 * @param operationId the operation that it belongs to, if any
 * @param revision its number within source and subject, dense from 1
 * @param data the payload as published
 */
public record AuditedEvent(
        UUID id,
        String type,
        String source,
        String subject,
        Instant time,
        UUID correlationId,
        UUID causationId,
        String actor,
        Optional<UUID> operationId,
        long revision,
        JsonNode data) {

    /**
     * An event from what its envelope and its payload say.
     *
     * @param json the payload as published
     * @throws java.io.UncheckedIOException when the payload is not JSON
     */
    public static AuditedEvent of(
            UUID id,
            String type,
            String source,
            String subject,
            Instant time,
            Cause cause,
            long revision,
            String json) {
        return new AuditedEvent(
                id,
                type,
                source,
                subject,
                time,
                cause.correlationId(),
                cause.causationId(),
                cause.actor(),
                cause.operationId(),
                revision,
                RecordJson.tree(json));
    }
}
