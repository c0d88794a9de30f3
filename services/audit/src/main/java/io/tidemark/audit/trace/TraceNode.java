package io.tidemark.audit.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A sealed event and everything that it led to directly.
 *
 * @param leaf the index of its leaf in the audit log
 * @param id the event's id
 * @param type its wire name
 * @param source who published it
 * @param subject the aggregate, or the node, that it is about
 * @param time when its producer recorded it
 * @param actor who asked, or which part decided
 * @param data the payload as published
 * @param children what it caused, in the order in which it was sealed
 */
public record TraceNode(
        long leaf,
        UUID id,
        String type,
        String source,
        String subject,
        Instant time,
        String actor,
        JsonNode data,
        List<TraceNode> children) {

    /** Copies the list. */
    public TraceNode {
        children = List.copyOf(children);
    }
}
