package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One follower that follows for few events, and is not waited for. What does not concern it is passed over without a write; where
 * it stands is remembered here, and kept in its checkpoint when something concerns it or much was passed over. Used by one thread.
 */
final class ChoosyLane {
    /** Read once more after a start, at most. */
    private static final int KEPT_EVERY = 2000;

    private static final int BATCH = 500;

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final Follower follower;
    private final Predicate<StoredEvent> concerns;
    private final FollowerLane lane;
    private String incarnation = "";
    private long passed;

    ChoosyLane(
            Mutiny.SessionFactory sessions,
            PostgresEventStore store,
            Follower follower,
            Predicate<StoredEvent> concerns) {
        this.sessions = sessions;
        this.store = store;
        this.follower = follower;
        this.concerns = concerns;
        this.lane = new FollowerLane(sessions, store, List.of(follower));
    }

    /** How many events were looked at; 0 when there is nothing more to do now. */
    int goOn() throws InterruptedException {
        Checkpoints.Glance glance = Blocking.await(
                sessions.withStatelessSession(session -> Checkpoints.glance(session, List.of(follower))));
        Checkpoint checkpoint = glance.of(follower);
        long after = after(checkpoint);
        List<StoredEvent> batch = after < glance.head() ? Blocking.await(store.readAfter(after, BATCH)) : List.of();
        if (batch.isEmpty()) {
            return 0;
        }
        long last = batch.getLast().position();
        if (batch.stream().anyMatch(concerns) || last - checkpoint.position() >= KEPT_EVERY) {
            return lane.goOn(true);
        }
        passed = last;
        return batch.size();
    }

    /** What was passed over in another life of the database says nothing about this one. */
    private long after(Checkpoint checkpoint) {
        if (!checkpoint.incarnation().equals(incarnation)) {
            incarnation = checkpoint.incarnation();
            passed = 0;
        }
        return Math.max(passed, checkpoint.position());
    }
}
