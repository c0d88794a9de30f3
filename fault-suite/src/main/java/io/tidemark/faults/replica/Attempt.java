package io.tidemark.faults.replica;

import java.util.List;
import java.util.UUID;

/**
 * One try of one append.
 *
 * @param run whose streams it appends to
 * @param id another for each try
 * @param key the idempotency key, the same for every try of the same append
 * @param doomed whether it must be rolled back: it also writes to a stream that is not where it expects it
 * @param events the ids of the events that it appends, all or none
 */
public record Attempt(long run, UUID id, UUID key, boolean doomed, List<UUID> events) {
    public Attempt {
        events = List.copyOf(events);
    }
}
