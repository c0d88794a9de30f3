package io.tidemark.eventstore;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.personal.SubjectKeys;
import java.util.List;
import java.util.Optional;

/**
 * Streams of events, one store per service. All methods are safe for use from any number of callers at once.
 */
public interface EventStore {

    /** The stream's events in revision order; empty when there is no such stream. Sees every committed append. */
    Uni<List<StoredEvent>> read(StreamId stream);

    /** The stream's events from that revision on, that one included. */
    Uni<List<StoredEvent>> readFrom(StreamId stream, long revision);

    /** The snapshot kept last for the stream; a cache, to be checked against the stream before it is believed. */
    Uni<Optional<Snapshot>> snapshot(StreamId stream);

    /** Keeps the snapshot in place of the stream's last one. */
    Uni<Void> keep(Snapshot snapshot);

    /** The keys that seal personal values in this store. */
    SubjectKeys keys();

    /**
     * Appends all or nothing and completes after the commit is durable; returns the events in the order in which
     * they will be numbered.
     *
     * <p>Fails with {@link AppendConflict.KeyUsed}, {@link AppendConflict.Repeat} or {@link AppendConflict.Gap} when
     * the request or event was handled before, or comes too early; this is told before any other conflict, so a repeat
     * is always told as a repeat. Then with {@link AppendConflict.Revision} when a stream is not at its expected
     * revision, and {@link AppendConflict.AlreadyClaimed} or {@link AppendConflict.EventIdUsed}. Nothing is changed
     * then.
     *
     * <p>With {@link Companion.DryRun} it fails in the same way, or with {@link AppendConflict.DryRun} where it would
     * have completed: nothing is changed either way.
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
