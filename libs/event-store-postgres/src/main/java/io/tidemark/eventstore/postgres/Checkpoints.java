package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads and moves where each {@link Follower} stands. */
final class Checkpoints {
    private static final String NAMES = "jsonb_array_elements_text(cast(cast(:names as text) as jsonb))";

    private static final String LOOK = "select n.name, coalesce(c.position, 0), incarnation(), h.position from " + NAMES
            + " as n(name)" + " left join checkpoint c on c.follower = n.name cross join log_head h";

    private static final String LOCK =
            "select follower, position, incarnation() from checkpoint where follower in (select " + NAMES
                    + ") order by follower for update skip locked";

    private static final String MAKE =
            "insert into checkpoint (follower) select " + NAMES + " order by 1 on conflict do nothing";

    private static final String MOVE = "update checkpoint c set position = cast(m.value as bigint)"
            + " from jsonb_each_text(cast(cast(:moved as text) as jsonb)) as m where c.follower = m.key";

    private Checkpoints() {}

    /**
     * What somebody saw who locked nothing.
     *
     * @param head the last position given
     * @param checkpoints by the follower's name; at 0 for one that has none yet
     */
    record Glance(long head, Map<String, Checkpoint> checkpoints) {
        boolean isBehind(Follower follower) {
            return of(follower).position() < head;
        }

        Checkpoint of(Follower follower) {
            return Objects.requireNonNull(checkpoints.get(follower.name()), follower::name);
        }
    }

    /** @param followers at least one */
    static Uni<Glance> glance(Mutiny.StatelessSession session, Collection<Follower> followers) {
        return session.createNativeQuery(LOOK, Object[].class)
                .setParameter("names", names(followers))
                .getResultList()
                .map(rows -> new Glance(((Number) rows.getFirst()[3]).longValue(), checkpoints(rows)));
    }

    /** Those that no other replica holds; none of those that had to be made first. */
    static Uni<Map<Follower, Checkpoint>> lock(Mutiny.StatelessSession session, Collection<Follower> followers) {
        return session.createNativeQuery(LOCK, Object[].class)
                .setParameter("names", names(followers))
                .getResultList()
                .map(Checkpoints::checkpoints)
                .call(locked ->
                        locked.size() == followers.size() ? Uni.createFrom().voidItem() : make(session, followers))
                .map(locked -> followers.stream()
                        .filter(follower -> locked.containsKey(follower.name()))
                        .collect(Collectors.toMap(Function.identity(), follower -> locked.get(follower.name()))));
    }

    /** Harmless where it is there already. */
    static Uni<Void> make(Mutiny.StatelessSession session, Collection<Follower> followers) {
        return session.createNativeQuery(MAKE)
                .setParameter("names", names(followers))
                .executeUpdate()
                .replaceWithVoid();
    }

    static Uni<Void> move(Mutiny.StatelessSession session, Map<String, Long> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(MOVE)
                        .setParameter("moved", Json.write(moved))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static String names(Collection<Follower> followers) {
        return Json.write(followers.stream().map(Follower::name).toList());
    }

    private static Map<String, Checkpoint> checkpoints(List<Object[]> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (String) row[0], row -> new Checkpoint(((Number) row[1]).longValue(), (String) row[2])));
    }
}
