package io.tidemark.eventstore.postgres;

import static io.tidemark.eventstore.postgres.EventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.eventstore.postgres.LedgerView.Ledger;
import io.tidemark.testkit.real.RealParts;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Views built anew beside the rows that are read, on a real database under writers and readers. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ViewRebuildTest {
    @Inject
    PostgresEventStore store;

    @Inject
    Views views;

    @Inject
    LedgerView ledgers;

    @Inject
    DataSource jdbc;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    LogSignal signal;

    @Inject
    @Any
    Instance<View<?>> all;

    @Test
    void every_view_rebuilt_under_writers_has_the_same_hash_and_reads_go_on() {
        for (long seed = 1; seed <= 3; seed++) {
            LedgerHistory history = new LedgerHistory(seed, 20, store);
            history.append(80);
            List<StoredEvent> log = history.log();
            long position = log.getLast().position();
            Map<String, Ledger> then = history.states(log).floorEntry(position).getValue();
            caughtUp(position);
            Instant began = Instant.now();
            all.forEach(view -> request(view.name()));

            AtomicInteger reads = new AtomicInteger();
            eventually().until(() -> {
                history.append(1);
                assertThat(ledgers(Optional.of(position))).isEqualTo(then);
                assertThat(ledgers(Optional.empty())).isNotEmpty();
                reads.incrementAndGet();
                return all.stream().allMatch(view -> rebuiltSince(view, began));
            });

            assertThat(all.stream().map(view -> state(view).rebuilt()))
                    .as("seed %d after %d reads", seed, reads.get())
                    .allSatisfy(rebuilt -> assertThat(rebuilt)
                            .hasValueSatisfying(end -> assertThat(end.same()).isTrue()));
            List<StoredEvent> more = history.log();
            caughtUp(more.getLast().position());
            assertThat(ledgers(Optional.empty()))
                    .isEqualTo(history.states(more).lastEntry().getValue());
            eventually().until(() -> generations().stream().allMatch(count -> count == 1));
        }
    }

    @Test
    void rows_that_are_not_what_the_log_says_are_told_apart_and_mended() throws SQLException {
        LedgerHistory history = new LedgerHistory(9, 5, store);
        history.append(30);
        long position = history.log().getLast().position();
        caughtUp(position);
        String right = state(ledgers).hash();
        sql("update view_row set body = jsonb_set(body, '{balance}', '7777777') where view = 'ledger'"
                + " and to_position is null");
        assertThat(state(ledgers).hash()).isNotEqualTo(right);
        Instant began = Instant.now();
        request("ledger");
        eventually().until(() -> rebuiltSince(ledgers, began));

        assertThat(state(ledgers).rebuilt())
                .hasValueSatisfying(end -> assertThat(end.same()).isFalse());
        assertThat(state(ledgers).hash()).isEqualTo(right);
    }

    @Test
    void a_view_whose_rows_are_of_another_shape_is_rebuilt_at_start_up() throws Exception {
        LedgerHistory history = new LedgerHistory(10, 5, store);
        history.append(30);
        caughtUp(history.log().getLast().position());
        String right = state(ledgers).hash();
        sql("update view_edition set shape = 'before' where view = 'ledger'");
        sql("update view_row set body = '{\"id\": \"of another shape\"}' where view = 'ledger'");
        Instant began = Instant.now();
        ViewRebuilds started = new ViewRebuilds(sessions, store, signal, all);
        started.start(new StartupEvent());
        try {
            eventually().until(() -> rebuiltSince(ledgers, began));
        } finally {
            started.stop(new ShutdownEvent());
        }
        assertThat(state(ledgers).hash()).isEqualTo(right);
        assertThat(state(ledgers).shape()).isEqualTo(ViewShape.of(ledgers));
    }

    @Test
    void a_shape_is_the_fields_their_types_and_the_version() {
        String shape = ViewShape.of(ledgers);
        assertThat(ViewShape.of(new LedgerView())).isEqualTo(shape);
        assertThat(ViewShape.of(new LedgerView() {
                    @Override
                    public int version() {
                        return 2;
                    }
                }))
                .isNotEqualTo(shape);
        assertThat(ViewShape.of(new ThingView())).isNotEqualTo(shape);
    }

    private void request(String view) {
        NewEvent event = new NewEvent(
                UUID.randomUUID(),
                "tidemark.thing." + RebuildRequests.TYPE,
                Json.write(new RebuildRequests.RebuildRequested(view)));
        StreamId stream = new StreamId("view-rebuild", UUID.randomUUID().toString());
        await(store.append(Append.of(
                new StreamWrite(stream, 0, "/", List.of(event)), Cause.spontaneous(UUID.randomUUID(), "test"))));
    }

    private boolean rebuiltSince(View<?> view, Instant began) {
        ViewState state = state(view);
        return state.rebuilding().isEmpty()
                && state.rebuilt().filter(end -> end.at().isAfter(began)).isPresent();
    }

    private ViewState state(View<?> view) {
        return await(views.state(view.name())).orElseThrow();
    }

    private void caughtUp(long position) {
        all.forEach(view -> await(views.await(view, position)));
        eventually()
                .until(() -> all.stream()
                        .allMatch(view -> await(views.state(view.name())).isPresent()));
    }

    private Map<String, Ledger> ledgers(Optional<Long> asOf) {
        Page<Ledger> page = await(
                views.list(ledgers, new ViewQuery(List.of("/"), List.of(), Map.of(), Optional.empty(), 1000, asOf)));
        Map<String, Ledger> byId = new TreeMap<>();
        page.items().forEach(ledger -> byId.put(ledger.id(), ledger));
        return byId;
    }

    /** Of each view, how many generations have rows. */
    private List<Integer> generations() {
        return await(sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select cast(count(distinct generation) as integer) from view_row group by view", Integer.class)
                .getResultList()));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = jdbc.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
