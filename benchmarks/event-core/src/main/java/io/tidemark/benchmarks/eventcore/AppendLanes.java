package io.tidemark.benchmarks.eventcore;

import static io.tidemark.benchmarks.eventcore.Waiting.await;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.EventStore;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** One event to durable: through the store, by the same SQL over the same pool, and a bare row beside them. */
final class AppendLanes {
    private static final String EVENT = "insert into event (event_id, stream, revision, type, payload, object_path,"
            + " correlation, causation, actor, operation, trace_parent)"
            + " select cast(e.value ->> 'id' as uuid), $1, $2 + e.ordinality, e.value ->> 'type', e.value -> 'data',"
            + " $3, $4, $5, $6, cast(nullif($7, '') as uuid), nullif($8, '')"
            + " from jsonb_array_elements(cast(cast($9 as text) as jsonb)) with ordinality as e"
            + " where (select coalesce(max(revision), 0) from event where stream = $1) = $2"
            + " order by e.ordinality returning event_id, stream, revision, coalesce(position, 0), type,"
            + " cast(payload as text), object_path, correlation, causation, actor, operation, trace_parent,"
            + " coalesce(recorded_at, written_at)";

    private static final String RECORD = "insert into idempotency (principal, key, body_hash, status, location,"
            + " response, correlation) values ($1, $2, '', $3, '', '{}', $4)";

    private static final String BARE = "insert into bare (id, payload) values ($1, $2)";

    private AppendLanes() {}

    /** Through the store. */
    record Stored(String name, EventStore store) implements Lane {
        @Override
        public Duration once() {
            Append append = Things.fresh();
            return timed(store.append(append));
        }
    }

    /** The same two statements in one transaction, by hand. */
    record ByHand(String name, Pool pool) implements Lane {
        @Override
        public Duration once() {
            UUID id = UUID.randomUUID();
            return timed(pool.withTransaction(connection -> write(connection, id)));
        }

        private static Uni<RowSet<Row>> write(SqlConnection connection, UUID id) {
            String events =
                    "[{\"id\":\"" + id + "\",\"type\":\"" + Things.TYPE + "\",\"data\":" + Things.json(1) + "}]";
            return connection
                    .preparedQuery(EVENT)
                    .execute(Tuple.from(List.<Object>of(
                            "thing/" + id, 0L, "/things/" + id, id, id, "system:bench", "", "", events)))
                    .chain(() -> connection
                            .preparedQuery(RECORD)
                            .execute(Tuple.of(Things.PRINCIPAL, id.toString(), Things.CREATED, id)));
        }
    }

    /** One row into a table with nothing but a key: what a commit costs here. */
    record Bare(String name, Pool pool) implements Lane {
        @Override
        public Duration once() {
            return timed(pool.preparedQuery(BARE).execute(Tuple.of(UUID.randomUUID(), Things.json(1))));
        }
    }

    private static Duration timed(Uni<?> work) {
        long begin = System.nanoTime();
        await(work);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
