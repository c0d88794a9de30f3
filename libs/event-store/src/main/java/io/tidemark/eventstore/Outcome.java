package io.tidemark.eventstore;

import io.tidemark.problems.Rejection;
import java.util.List;

/**
 * What became of a command.
 *
 * @param <S> the aggregate's states
 */
public sealed interface Outcome<S> {

    /**
     * Accepted and durable.
     *
     * @param state the aggregate after it
     * @param events what was appended; empty when nothing had to change
     */
    record Done<S>(S state, List<StoredEvent> events) implements Outcome<S> {}

    /** Refused; nothing changed. */
    record Refused<S>(Rejection reason) implements Outcome<S> {}
}
