package io.tidemark.benchmarks.eventcore;

import static io.tidemark.benchmarks.eventcore.Waiting.await;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Moment;
import io.tidemark.eventstore.postgres.Positions;
import io.tidemark.eventstore.postgres.ViewQuery;
import io.tidemark.eventstore.postgres.Views;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of a read model, now and as of a time, by the calls with which every service's API answers. */
@Singleton
public class PastLanes {
    static final int THINGS = 10_000;
    static final int CHANGES = 50;
    static final long HEAD = (long) THINGS * CHANGES;
    static final int PAGES_A_TURN = 25;
    static final String ONE_TENANT = "/tenants/t7";

    /** About what a virtual machine's row takes. */
    static final int ROW_BYTES = 600;

    private static final int PAGE = 100;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Position p changes thing (p * 7919) mod 10,000: each thing once in each ten thousand positions, in no order, one
     * change a second. Rows come in the order of their positions, so the indexes are as worn as a service's.
     */
    private static final String FILL = """
            select position from checkpoint order by follower for update;
            create temporary table change on commit drop as
              select p as position, md5('thing' || (p * 7919 %% %1$d))::uuid::text as id,
                     '/tenants/t' || (p * 7919 %% %1$d) %% 20 as tenant, (p - 1) / %1$d as number
                from generate_series(1::bigint, %2$d) p;
            insert into event (event_id, stream, revision, position, type, payload, object_path, correlation, causation,
                               actor, recorded_at)
              select gen_random_uuid(), 'thing/' || id, number + 1, position, 'tidemark.bench.thing.loaded.v1', '{}',
                     tenant || '/things/' || id, gen_random_uuid(), gen_random_uuid(), 'load',
                     cast('%3$s' as timestamptz) + position * interval '1 second'
                from change order by position;
            insert into view_row (view, generation, id, from_position, to_position, object_path, body)
              select '%4$s', 1, id, position, lead(position) over (partition by id order by position),
                     tenant || '/things/' || id,
                     jsonb_build_object('number', number, 'name', 'web-' || number, 'memoryBytes', 2147483648,
                                        'reason', repeat('x', %5$d))
                from change order by position;
            update log_head set position = %2$d, recorded_at = cast('%3$s' as timestamptz) + %2$d * interval '1 second';
            update checkpoint set position = %2$d;
            commit;
            """;

    private final Views views;
    private final Positions positions;
    private final ThingView things;

    public PastLanes(Views views, Positions positions, ThingView things) {
        this.views = views;
        this.positions = positions;
        this.things = things;
    }

    /** Half a million events and their rows; nobody follows meanwhile. */
    static void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        RebuildLanes.execute(connection, FILL.formatted(THINGS, HEAD, FIRST, ThingView.NAME, ROW_BYTES));
        connection.setAutoCommit(true);
        RebuildLanes.execute(connection, "vacuum analyze event, view_row");
    }

    /** The time of a position. */
    static Moment time(long position) {
        return new Moment.At(FIRST.plusSeconds(position));
    }

    Lane now(String name, String under) {
        return new Page(name, () -> page(under, Optional.empty()));
    }

    /** From the moment: its position, that the read model has seen it, and the page. */
    Lane then(String name, String under, Moment moment) {
        return new Page(name, () -> positions.of(moment, things).chain(position -> page(under, Optional.of(position))));
    }

    private Uni<Integer> page(String under, Optional<Long> asOf) {
        return views.list(things, new ViewQuery(List.of(under), List.of(), Map.of(), Optional.empty(), PAGE, asOf))
                .map(page -> page.items().size());
    }

    private interface Read {
        Uni<Integer> rows();
    }

    private record Page(String name, Read read) implements Lane {
        @Override
        public Duration once() {
            long begin = System.nanoTime();
            int rows = await(read.rows());
            long nanos = System.nanoTime() - begin;
            if (rows != PAGE) {
                throw new IllegalStateException(name + ": " + rows + " rows");
            }
            return Duration.ofNanos(nanos);
        }
    }
}
