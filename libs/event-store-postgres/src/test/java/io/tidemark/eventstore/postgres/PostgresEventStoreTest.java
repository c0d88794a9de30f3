package io.tidemark.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.EventStoreContract;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class PostgresEventStoreTest extends EventStoreContract {
    private static final Cause CAUSE = Cause.spontaneous(UUID.randomUUID(), "test");

    @Inject
    PostgresEventStore store;

    @Inject
    Views views;

    @Inject
    ThingView things;

    @Inject
    DataSource jdbc;

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected <T> T await(Uni<T> work) {
        return EventLoop.await(work);
    }

    /** The case that a sequence alone gets wrong: the lower id commits after the higher one was numbered. */
    @Test
    void an_event_that_commits_after_a_higher_id_was_numbered_is_not_skipped() throws SQLException {
        UUID late = UUID.randomUUID();
        try (Connection slow = jdbc.getConnection();
                Statement sql = slow.createStatement()) {
            slow.setAutoCommit(false);
            sql.execute(
                    "insert into event (event_id, stream, revision, type, payload, object_path, correlation, causation,"
                            + " actor) values ('" + late + "', 'thing/" + late
                            + "', 1, 'thing.happened.v1', '{}', '/', '" + late
                            + "', '" + late + "', 'test')");
            StreamId fast = stream();
            append(Append.of(write(fast, 0, 1), CAUSE));
            assertThat(all()).extracting(StoredEvent::stream).contains(fast);
            slow.commit();
        }

        List<StoredEvent> all = all();

        assertThat(all).extracting(StoredEvent::id).contains(late);
        assertDenseAndOrdered(all);
    }

    @Test
    void several_that_number_at_once_leave_no_hole_and_move_no_position()
            throws InterruptedException, ExecutionException {
        Map<UUID, Long> seen = new ConcurrentHashMap<>();
        try (ExecutorService numberers = Executors.newFixedThreadPool(4)) {
            AtomicBoolean writing = new AtomicBoolean(true);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(numberers.submit(() -> {
                    while (writing.get()) {
                        await(store.number(3));
                    }
                }));
            }
            for (int i = 0; i < 300; i++) {
                append(Append.of(write(stream(), 0, 2), CAUSE));
                if (i % 20 == 0) {
                    await(store.readAfter(0, Integer.MAX_VALUE))
                            .forEach(event -> seen.put(event.id(), event.position()));
                }
            }
            writing.set(false);
            for (Future<?> one : running) {
                one.get();
            }
        }

        List<StoredEvent> all = all();

        assertDenseAndOrdered(all);
        assertThat(all)
                .filteredOn(event -> seen.containsKey(event.id()))
                .allSatisfy(event -> assertThat(event.position()).isEqualTo(seen.get(event.id())));
    }

    @Test
    void recorded_time_never_falls_along_positions() {
        append(Append.of(write(stream(), 0, 20), CAUSE));
        assertThat(all()).extracting(StoredEvent::recordedAt).isSorted();
    }

    @Test
    void a_dropped_view_is_rebuilt_to_the_same_rows() throws SQLException {
        StreamId stream = stream();
        append(Append.of(write(stream, 0, 3), CAUSE));
        append(Append.of(write(stream, 3, 3), CAUSE));
        long last = await(views.positionOf(await(store.read(stream)))).orElseThrow();
        await(views.await(things, last));
        List<String> before = rows();

        try (Connection connection = jdbc.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("select position from checkpoint where follower = 'view:thing' for update");
            sql.execute("delete from view_row where view = 'thing'");
            sql.execute("update checkpoint set position = 0 where follower = 'view:thing'");
            connection.commit();
        }
        await(views.await(things, last));

        assertThat(rows()).containsAll(before);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = jdbc.getConnection();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery("select id || from_position || coalesce(to_position, 0) || body"
                        + " from view_row where view = 'thing' order by id, from_position")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    @Test
    void pages_move_on_past_rows_that_the_caller_may_not_see() {
        List<StreamId> streams = List.of(stream(), stream(), stream(), stream());
        StoredEvent last = streams.stream()
                .map(stream -> append(Append.of(write(stream, 0, 1), CAUSE)).getFirst())
                .toList()
                .getLast();
        await(views.await(things, await(views.positionOf(List.of(last))).orElseThrow()));
        List<String> visible = List.of(
                "/things/" + streams.get(1).id(), "/things/" + streams.get(3).id());

        ViewQuery query = new ViewQuery(visible, List.of(), Map.of(), Optional.empty(), 1, Optional.empty());
        Page<ThingView.Thing> first = await(views.list(things, query));
        Page<ThingView.Thing> second = await(
                views.list(things, new ViewQuery(visible, List.of(), Map.of(), first.next(), 1, Optional.empty())));

        assertThat(first.items()).hasSize(1);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
        assertThat(Json.write(first.items())).isNotEqualTo(Json.write(second.items()));
    }

    @Test
    void rows_with_a_value_that_is_left_out_neither_show_nor_end_a_page() {
        List<StreamId> streams = List.of(stream(), stream(), stream());
        streams.forEach(stream -> append(Append.of(write(stream, 0, 1), CAUSE)));
        StoredEvent last = append(Append.of(write(streams.get(1), 1, 1), CAUSE)).getFirst();
        await(views.await(things, await(views.positionOf(List.of(last))).orElseThrow()));
        List<String> visible =
                streams.stream().map(stream -> "/things/" + stream.id()).toList();

        ViewQuery query = new ViewQuery(
                visible,
                List.of(),
                Map.of(),
                Map.of("count", "2", "absent", "2"),
                Optional.empty(),
                2,
                Optional.empty());
        Page<ThingView.Thing> page = await(views.list(things, query));

        assertThat(page.items())
                .extracting(ThingView.Thing::id)
                .containsExactlyInAnyOrder(streams.get(0).id(), streams.get(2).id());
        assertThat(page.next()).isEmpty();
    }
}
