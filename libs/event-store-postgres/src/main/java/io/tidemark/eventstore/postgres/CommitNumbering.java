package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives committed events their position. The row lock on {@code log_head} makes one numberer at a time; it is taken by
 * a statement of its own, because a statement that also looked for events would look with a snapshot from before it
 * had the lock, and would number again what the numberer before it had just numbered.
 */
final class CommitNumbering {
    private static final String LOCK = "select position from log_head for update skip locked";

    private static final String NUMBER = "with head as (select position, recorded_at from log_head),"
            + " batch as (select seq from event where position is null order by seq limit :max),"
            + " numbered as (select b.seq, h.position + row_number() over (order by b.seq) as position,"
            + " greatest(h.recorded_at, clock_timestamp()) as recorded_at from batch b cross join head h),"
            + " moved as (update event e set position = n.position, recorded_at = n.recorded_at from numbered n"
            + " where e.seq = n.seq returning e.position, e.recorded_at),"
            + " advanced as (update log_head set position = (select max(position) from moved),"
            + " recorded_at = (select max(recorded_at) from moved) where exists (select 1 from moved) returning 1)"
            + " select cast(count(*) as integer) from moved";

    private CommitNumbering() {}

    /** How many were numbered; 0 when there is nothing to do, or when another numberer is at it. */
    static Uni<Integer> number(Mutiny.StatelessSession session, int max) {
        return session.createNativeQuery(LOCK, Long.class)
                .getResultList()
                .flatMap(head -> head.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(NUMBER, Integer.class)
                                .setParameter("max", max)
                                .getSingleResult());
    }
}
