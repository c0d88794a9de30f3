package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.StoredEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A read model derived from the service's own events, one row per key. Pure: dropped and rebuilt from the log it
 * gives the same rows to the byte.
 *
 * @param <T> the row, a record with a JSON form
 */
public interface View<T> {
    /** Names the rows; never reused for another shape. */
    String name();

    Class<T> type();

    /** Raised when {@link #evolve} gives other rows of the same fields: a version not seen before is rebuilt at start-up. */
    default int version() {
        return 1;
    }

    /** Which row the event changes; empty when none. */
    Optional<String> key(StoredEvent event);

    /** The row after the event; null when there is none any more (or still none). */
    @Nullable
    T evolve(@Nullable T current, StoredEvent event);

    /** Where the row stands in the inventory tree; the aggregate's place unless the row is about something within it. */
    default String objectPath(T row, StoredEvent event) {
        return event.objectPath();
    }
}
