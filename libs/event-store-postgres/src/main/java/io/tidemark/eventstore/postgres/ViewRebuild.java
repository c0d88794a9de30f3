package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The rebuild of one view, step by step; each step is one transaction, and a crash between two loses nothing. */
final class ViewRebuild<T> {
    private static final Logger LOG = Logger.getLogger(ViewRebuild.class);
    private static final int BATCH = 1000;
    /** Rows of a left generation dropped in one transaction: few enough that it is short. */
    private static final int SWEEP = 5000;

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final View<T> view;

    ViewRebuild(Mutiny.SessionFactory sessions, PostgresEventStore store, View<T> view) {
        this.sessions = sessions;
        this.store = store;
        this.view = view;
    }

    /** How far the rebuild is. */
    private record Progress(long generation, long position) {}

    /** False when there was nothing to do here, or another replica does it. */
    Uni<Boolean> step() {
        return sessions.withStatelessTransaction(session -> locked(session)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(-1)
                                : replay(session, found.getFirst()).map(List::size)))
                .chain(replayed -> replayed < 0
                        ? Uni.createFrom().item(false)
                        : (replayed < BATCH ? finish() : Uni.createFrom().voidItem()).replaceWith(true));
    }

    private Uni<List<Progress>> locked(Mutiny.StatelessSession session) {
        return session.createNativeQuery(
                        "select generation, position from view_rebuild where view = :view and shape = :shape"
                                + " for update skip locked",
                        Object[].class)
                .setParameter("view", view.name())
                .setParameter("shape", ViewShape.of(view))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Progress(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                        .toList());
    }

    private Uni<List<StoredEvent>> replay(Mutiny.StatelessSession session, Progress at) {
        return store.readAfter(session, at.position(), BATCH).call(batch -> {
            if (batch.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return new ViewRows<>(view, at.generation())
                    .apply(session, batch)
                    .chain(() -> session.createNativeQuery(
                                    "update view_rebuild set position = :position where view = :view")
                            .setParameter("position", batch.getLast().position())
                            .setParameter("view", view.name())
                            .executeUpdate());
        });
    }

    /** The hashes are taken before the switch and at one position, so nobody waits for them. */
    private Uni<Void> finish() {
        return sessions.withStatelessTransaction(session -> locked(session)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(List.<ViewHash>of())
                                : ViewEditions.compare(
                                        session, view.name(), found.getFirst().generation())))
                .chain(hashes -> hashes.isEmpty() ? Uni.createFrom().voidItem() : finish(hashes));
    }

    private Uni<Void> finish(List<ViewHash> hashes) {
        return sessions.withStatelessTransaction(session -> locked(session)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : switchTo(session, found.getFirst(), hashes)))
                .chain(switched -> switched
                        ? sweepAll(sessions, view.name())
                        : Uni.createFrom().voidItem());
    }

    /** With the follower's checkpoint locked, so that it waits: the last events, then the switch. */
    private Uni<Boolean> switchTo(Mutiny.StatelessSession session, Progress at, List<ViewHash> hashes) {
        String follower = ViewFollower.checkpoint(view.name());
        return Checkpoints.make(session, List.of(new ViewFollower<>(view)))
                .chain(() -> session.createNativeQuery(
                                "select position from checkpoint where follower = :follower for update", Long.class)
                        .setParameter("follower", follower)
                        .getSingleResult())
                .chain(() -> replayRest(session, at))
                .chain(last -> ViewEditions.switchTo(session, view, last.generation(), last.position(), hashes)
                        .invoke(() -> tell(last, hashes)))
                .replaceWith(true);
    }

    private Uni<Progress> replayRest(Mutiny.StatelessSession session, Progress at) {
        return replay(session, at).chain(batch -> {
            Progress reached = batch.isEmpty()
                    ? at
                    : new Progress(at.generation(), batch.getLast().position());
            return batch.size() < BATCH ? Uni.createFrom().item(reached) : replayRest(session, reached);
        });
    }

    private void tell(Progress last, List<ViewHash> hashes) {
        LOG.infof(
                "view rebuilt: view=%s generation=%d position=%d versions=%d same=%s",
                view.name(),
                last.generation(),
                last.position(),
                hashes.getLast().versions(),
                hashes.getFirst().equals(hashes.getLast()));
    }

    /** Drops rows that are neither read nor being built. */
    static Uni<Void> sweepAll(Mutiny.SessionFactory sessions, String view) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(
                                "delete from view_row where ctid = any(array(select r.ctid from view_row r"
                                        + " where r.view = :view and r.generation not in ("
                                        + "select e.generation from view_edition e where e.view = :view"
                                        + " union all select b.generation from view_rebuild b where b.view = :view)"
                                        + " limit :most))")
                        .setParameter("view", view)
                        .setParameter("most", SWEEP)
                        .executeUpdate())
                .chain(dropped -> dropped < SWEEP ? Uni.createFrom().voidItem() : sweepAll(sessions, view));
    }
}
