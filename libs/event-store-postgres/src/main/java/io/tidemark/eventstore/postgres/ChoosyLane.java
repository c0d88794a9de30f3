package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One follower that follows for few events. What does not concern it is passed over without a write; where it stands is remembered
 * here, and kept in its checkpoint when something concerns it or much was passed over. Used by one thread.
 */
final class ChoosyLane implements FollowerLane {
    /** Read once more after a start, at most. */
    private static final int KEPT_EVERY = 2000;

    private static final int BATCH = 500;

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final Follower follower;
    private final Predicate<StoredEvent> concerns;
    private final SharedLane lane;
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
        this.lane = new SharedLane(sessions, store, List.of(follower));
    }

    @Override
    public String name() {
        return follower.name();
    }

    @Override
    public int goOn(boolean news) throws InterruptedException {
        Checkpoints.Glance glance = Blocking.await(
                sessions.withStatelessSession(session -> Checkpoints.glance(session, List.of(follower))));
        if (follower.hasToLook()) {
            return lane.goOn(true);
        }
        long after = after(glance);
        List<StoredEvent> batch = after < glance.head() ? Blocking.await(store.readAfter(after, BATCH)) : List.of();
        if (batch.isEmpty()) {
            return 0;
        }
        long last = batch.getLast().position();
        if (batch.stream().anyMatch(concerns) || last - glance.position(follower) >= KEPT_EVERY) {
            return lane.goOn(true);
        }
        passed = last;
        return batch.size();
    }

    /** What was passed over in another life of the database says nothing about this one. */
    private long after(Checkpoints.Glance glance) {
        if (!glance.incarnation().equals(incarnation)) {
            incarnation = glance.incarnation();
            passed = 0;
        }
        return Math.max(passed, glance.position(follower));
    }
}
