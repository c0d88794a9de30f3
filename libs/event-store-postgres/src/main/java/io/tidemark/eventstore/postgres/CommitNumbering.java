package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Gives committed events their position, under the row lock on {@code log_head}: an event that commits late gets a later
 * position and is never skipped. How is told where it is done, in {@code R__number_events.sql}.
 */
final class CommitNumbering {
    private CommitNumbering() {}

    /** How many were numbered; 0 when there is nothing to do, or when another numberer is at it. */
    static Uni<Integer> number(Pool pool, int max) {
        return pool.preparedQuery("select number_events($1)")
                .execute(Tuple.of(max))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
