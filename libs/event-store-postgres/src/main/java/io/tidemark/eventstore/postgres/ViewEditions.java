package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which generation of each view is read, and which is being built. */
final class ViewEditions {
    private static final String PREPARE =
            "insert into view_edition (view, generation, shape) values (:view, 1, :shape)" + " on conflict do nothing";

    /** A rebuild begun in another shape is of no use; its rows are swept. */
    private static final String FORGET = "delete from view_rebuild where view = :view and shape <> :shape";

    private static final String RESHAPE = "insert into view_rebuild (view, generation, shape)"
            + " select view, nextval('view_generation'), :shape from view_edition"
            + " where view = :view and shape <> :shape on conflict do nothing";

    private static final String BEGIN = "insert into view_rebuild (view, generation, shape)"
            + " select view, nextval('view_generation'), shape from view_edition where view = :view"
            + " on conflict do nothing";

    private static final String SWITCH = "update view_edition set generation = :generation, shape = :shape,"
            + " rebuilt_at = clock_timestamp(), hash_before = :before, hash_rebuilt = :rebuilt where view = :view";

    /** Up to where both generations have come, and which is read. */
    private static final String COMMON = "select e.generation, least(b.position, c.position) from view_edition e"
            + " join view_rebuild b on b.view = e.view join checkpoint c on c.follower = :follower where e.view = :view";

    private static final String STATE = "select e.generation, coalesce(c.position, 0), e.shape, b.position,"
            + " b.started_at, e.rebuilt_at, e.hash_before = e.hash_rebuilt from view_edition e"
            + " left join view_rebuild b on b.view = e.view left join checkpoint c on c.follower = :follower"
            + " where e.view = :view";

    private ViewEditions() {}

    /** Makes the view known; a rebuild begins when its rows are of another shape. */
    static Uni<Integer> prepare(Mutiny.StatelessSession session, View<?> view) {
        return shaped(session, PREPARE, view)
                .chain(() -> shaped(session, FORGET, view))
                .chain(() -> shaped(session, RESHAPE, view));
    }

    private static Uni<Integer> shaped(Mutiny.StatelessSession session, String sql, View<?> view) {
        return session.createNativeQuery(sql)
                .setParameter("view", view.name())
                .setParameter("shape", ViewShape.of(view))
                .executeUpdate();
    }

    /** Begins a rebuild unless one is under way. */
    static Uni<Integer> begin(Mutiny.StatelessSession session, String view) {
        return session.createNativeQuery(BEGIN).setParameter("view", view).executeUpdate();
    }

    static Uni<List<String>> rebuilding(Mutiny.StatelessSession session) {
        return session.createNativeQuery("select view from view_rebuild order by started_at", String.class)
                .getResultList();
    }

    /** The hash of the rows that are read, then that of the rebuilt ones, both at the position that both have reached. */
    static Uni<List<ViewHash>> compare(Mutiny.StatelessSession session, String view, long rebuilt) {
        return session.createNativeQuery(COMMON, Object[].class)
                .setParameter("view", view)
                .setParameter("follower", ViewFollower.checkpoint(view))
                .getResultList()
                .chain(rows -> {
                    long live = rows.isEmpty() ? rebuilt : ((Number) rows.getFirst()[0]).longValue();
                    long position = rows.isEmpty() ? 0 : ((Number) rows.getFirst()[1]).longValue();
                    return ViewHash.of(session, view, live, position)
                            .chain(before -> ViewHash.of(session, view, rebuilt, position)
                                    .map(after -> List.of(before, after)));
                });
    }

    /** Reads go to the generation from here on, and its follower goes on from the position. */
    static Uni<Void> switchTo(
            Mutiny.StatelessSession session, View<?> view, long generation, long position, List<ViewHash> hashes) {
        return session.createNativeQuery(SWITCH)
                .setParameter("view", view.name())
                .setParameter("generation", generation)
                .setParameter("shape", ViewShape.of(view))
                .setParameter("before", hashes.getFirst().hash())
                .setParameter("rebuilt", hashes.getLast().hash())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "update checkpoint set position = :position where follower = :follower")
                        .setParameter("position", position)
                        .setParameter("follower", ViewFollower.checkpoint(view.name()))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery("delete from view_rebuild where view = :view")
                        .setParameter("view", view.name())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** What operators see; the hash reads every row. Empty before the view was prepared. */
    static Uni<Optional<ViewState>> state(Mutiny.StatelessSession session, String view) {
        // One snapshot, or the generation could be swept between its number and its hash.
        return session.createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate()
                .chain(() -> session.createNativeQuery(STATE, Object[].class)
                        .setParameter("view", view)
                        .setParameter("follower", ViewFollower.checkpoint(view))
                        .getResultList())
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : hashed(session, view, rows.getFirst()).map(Optional::of));
    }

    private static Uni<ViewState> hashed(Mutiny.StatelessSession session, String view, Object[] row) {
        long position = ((Number) row[1]).longValue();
        return ViewHash.of(session, view, ((Number) row[0]).longValue(), position)
                .map(hash -> new ViewState(
                        view,
                        position,
                        hash.rows(),
                        hash.versions(),
                        hash.hash(),
                        (String) row[2],
                        rebuild(row[3], row[4]),
                        rebuilt(row[5], row[6])));
    }

    private static Optional<ViewState.Rebuild> rebuild(@Nullable Object position, @Nullable Object startedAt) {
        return position == null || startedAt == null
                ? Optional.empty()
                : Optional.of(new ViewState.Rebuild(((Number) position).longValue(), EventRows.instant(startedAt)));
    }

    private static Optional<ViewState.Rebuilt> rebuilt(@Nullable Object at, @Nullable Object same) {
        return at == null || same == null
                ? Optional.empty()
                : Optional.of(new ViewState.Rebuilt(EventRows.instant(at), (Boolean) same));
    }
}
