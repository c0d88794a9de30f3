package io.tidemark.audit.record;

import java.util.Optional;
import java.util.UUID;

/**
 * What to look for among sealed records; empty fields do not restrict.
 *
 * @param correlationId records of this correlation id
 * @param type records of events with this wire name
 * @param actor records of events that this actor caused
 * @param subject records of events about this aggregate or node
 * @param below only leaves before this one
 * @param asOf only what was sealed up to this position of the log
 * @param limit at most how many
 */
public record RecordSearch(
        Optional<UUID> correlationId,
        Optional<String> type,
        Optional<String> actor,
        Optional<String> subject,
        Optional<Long> below,
        Optional<Long> asOf,
        int limit) {

    /** The newest records of one correlation id. */
    public static RecordSearch of(UUID correlationId, Optional<Long> asOf, int limit) {
        return new RecordSearch(
                Optional.of(correlationId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                asOf,
                limit);
    }

    /** The same search with another limit. */
    public RecordSearch limitedTo(int otherLimit) {
        return new RecordSearch(correlationId, type, actor, subject, below, asOf, otherLimit);
    }
}
