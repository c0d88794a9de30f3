package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Streams of events, one store per service. All methods are safe for use from any number of callers at once.
 */
public interface EventStore {

    /** The stream's events in revision order; empty when there is no such stream. Sees every committed append. */
    Uni<List<StoredEvent>> read(StreamId stream);

    /**
     * Appends all or nothing and completes after the commit is durable.
     *
     * <p>Fails with {@link AppendConflict.Revision} when a stream is not at its expected revision,
     * {@link AppendConflict.AlreadyClaimed}, {@link AppendConflict.KeyUsed}, {@link AppendConflict.Repeat} or
     * {@link AppendConflict.Gap} as a companion demands; nothing is changed then.
     */
    Uni<List<StoredEvent>> append(Append append);

    /**
     * Gives committed events that have none their position, oldest first, at most {@code max}. Positions are dense,
     * never change, and keep each stream's revision order. Two callers at once never give one position twice.
     *
     * @return how many were numbered; 0 also when another caller is at it
     */
    Uni<Integer> number(int max);

    /** Numbered events after the position, in position order, at most {@code max}. */
    Uni<List<StoredEvent>> readAfter(long position, int max);

    /** Which life of the database this is; another after a restore to a past state. */
    Uni<String> generation();
}
