package io.tidemark.eventstore.postgres;

import static io.tidemark.eventstore.postgres.EventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.LedgerView.Ledger;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A view read at every moment of a random history shows what folding the history up to there gives. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewAsOfTest {
    private static final long SEED = 20_261_122;

    @Inject
    PostgresEventStore store;

    @Inject
    Views views;

    @Inject
    RowChanges changes;

    @Inject
    Positions positions;

    @Inject
    LedgerView ledgers;

    private List<StoredEvent> log = List.of();
    private NavigableMap<Long, Map<String, Ledger>> states = new TreeMap<>();

    @BeforeAll
    void someHistory() {
        LedgerHistory history = new LedgerHistory(SEED, 12, store);
        history.append(60);
        log = history.log();
        states = history.states(log);
        await(views.await(ledgers, log.getLast().position()));
    }

    private Map<String, Ledger> state(long position) {
        return states.floorEntry(position).getValue();
    }

    @Test
    void lists_and_single_rows_as_of_every_position_are_the_fold_up_to_it() {
        List<String> ids = log.stream()
                .flatMap(event -> ledgers.key(event).stream())
                .distinct()
                .toList();
        for (Map.Entry<Long, Map<String, Ledger>> state : states.entrySet()) {
            Optional<Long> asOf = Optional.of(state.getKey());
            assertThat(all(List.of("/"), List.of(), asOf)).as("at %s", asOf).isEqualTo(state.getValue());
            for (String id : ids) {
                assertThat(await(views.get(ledgers, id, asOf)).map(Views.Row::body))
                        .isEqualTo(Optional.ofNullable(state.getValue().get(id)));
            }
        }
    }

    @Test
    void now_is_the_fold_of_everything() {
        LedgerHistory others = new LedgerHistory(SEED + 2, 1, store);
        List<StoredEvent> everything = others.log();
        long head = everything.getLast().position();
        await(views.await(ledgers, head));
        assertThat(all(List.of("/"), List.of(), Optional.empty()))
                .isEqualTo(others.states(everything).lastEntry().getValue());
    }

    @Test
    void a_time_is_the_last_position_recorded_by_then_to_the_microsecond() {
        for (StoredEvent event : log) {
            Instant time = event.recordedAt();
            assertThat(await(positions.of(new Moment.At(time)))).isEqualTo(last(other -> !other.isAfter(time)));
            assertThat(await(positions.of(new Moment.At(time.minusNanos(1000)))))
                    .isEqualTo(last(other -> other.isBefore(time)));
            assertThat(await(positions.of(new Moment.At(time.plusNanos(999)))))
                    .isEqualTo(last(other -> !other.isAfter(time)));
        }
        assertThat(await(positions.of(new Moment.At(log.getFirst().recordedAt().minusSeconds(1)))))
                .isZero();
    }

    private long last(Predicate<Instant> recorded) {
        return log.stream()
                .filter(event -> recorded.test(event.recordedAt()))
                .mapToLong(StoredEvent::position)
                .max()
                .orElse(0);
    }

    @Test
    void what_has_not_come_yet_is_refused() {
        long head = await(positions.head());
        assertThatThrownBy(() -> await(positions.of(new Moment.Position(head + 1))))
                .hasMessageContaining("the last is " + head);
        assertThatThrownBy(() -> await(positions.of(new Moment.At(Instant.now().plusSeconds(60)))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> new Moment.At(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Moment.parse("asOf", "yesterday")).hasMessageContaining("asOf is a time");
    }

    @Test
    void a_caller_sees_its_subtrees_only_then_and_now() {
        for (long position : List.of(last(time -> true), log.get(log.size() / 2).position())) {
            Map<String, Ledger> state = state(position);
            assertThat(all(List.of("/branches/a"), List.of(), Optional.of(position)))
                    .isEqualTo(only(state, branch -> branch.equals("a")));
            assertThat(all(List.of("/branches/a", "/branches/b"), List.of("/branches/b/c"), Optional.of(position)))
                    .isEqualTo(only(state, branch -> branch.equals("a") || branch.equals("b")));
            assertThat(all(List.of("/branches"), List.of("/branches/a"), Optional.of(position)))
                    .isEqualTo(only(state, branch -> !branch.equals("a")));
            assertThat(all(List.of(), List.of(), Optional.of(position))).isEmpty();
        }
    }

    private static Map<String, Ledger> only(Map<String, Ledger> state, Predicate<String> branch) {
        Map<String, Ledger> some = new TreeMap<>(state);
        some.values().removeIf(ledger -> !branch.test(ledger.meta().branch()));
        return some;
    }

    @Test
    void every_page_of_a_list_shows_the_moment_of_the_first_whatever_happens_meanwhile() {
        LedgerHistory later = new LedgerHistory(SEED + 1, 12, store);
        later.append(5);
        long position = later.log().getLast().position();
        Map<String, Ledger> state =
                later.states(later.log()).floorEntry(position).getValue();
        await(views.await(ledgers, position));

        Page<Ledger> page = await(views.list(ledgers, query(List.of("/"), List.of(), Optional.empty(), position)));
        Map<String, Ledger> seen = byId(page.items());
        while (page.next().isPresent()) {
            later.append(1);
            await(views.await(ledgers, later.log().getLast().position()));
            page = await(views.list(
                    ledgers, new ViewQuery(List.of("/"), List.of(), Map.of(), page.next(), 3, Optional.empty())));
            seen.putAll(byId(page.items()));
        }
        assertThat(seen).isEqualTo(state);
    }

    @Test
    void a_cursor_of_now_is_refused_for_the_past_and_nonsense_is_no_cursor() {
        ViewQuery now = new ViewQuery(List.of("/"), List.of(), Map.of(), Optional.empty(), 1, Optional.empty());
        Optional<String> next = await(views.list(ledgers, now)).next();
        assertThat(next).isPresent();
        assertThatThrownBy(() -> await(views.list(ledgers, query(List.of("/"), List.of(), next, 1))))
                .hasMessageContaining("what holds now");
        for (String odd : List.of("x", "!", "bm9uc2Vuc2U", "eAp5Cno")) {
            assertThatThrownBy(() -> await(views.list(ledgers, query(List.of("/"), List.of(), Optional.of(odd), 1))))
                    .as(odd)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void the_steps_of_a_row_are_the_events_that_changed_it() {
        long to = log.getLast().position();
        for (String id : state(to).keySet()) {
            List<Long> expected = new ArrayList<>();
            Optional<Ledger> before = Optional.empty();
            for (StoredEvent event : log) {
                Optional<Ledger> after =
                        Optional.ofNullable(state(event.position()).get(id));
                if (!after.equals(before)) {
                    expected.add(event.position());
                }
                before = after;
            }
            List<RowChanges.Step<Ledger>> steps = await(changes.steps(ledgers, id, 0, to, 1000));
            assertThat(steps).extracting(step -> step.event().position()).isEqualTo(expected);
            for (RowChanges.Step<Ledger> step : steps) {
                assertThat(step.after().map(Views.Row::body))
                        .isEqualTo(Optional.ofNullable(
                                state(step.event().position()).get(id)));
            }
            long middle = expected.get(expected.size() / 2);
            assertThat(await(changes.steps(ledgers, id, middle, to, 2)))
                    .extracting(step -> step.event().position())
                    .isEqualTo(
                            expected.stream().filter(at -> at > middle).limit(2).toList());
        }
    }

    private Map<String, Ledger> all(List<String> under, List<String> except, Optional<Long> asOf) {
        Map<String, Ledger> seen = new TreeMap<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Ledger> page = await(views.list(ledgers, new ViewQuery(under, except, Map.of(), cursor, 3, asOf)));
            seen.putAll(byId(page.items()));
            cursor = page.next();
        } while (cursor.isPresent());
        return seen;
    }

    private static ViewQuery query(List<String> under, List<String> except, Optional<String> after, long asOf) {
        return new ViewQuery(under, except, Map.of(), after, 3, Optional.of(asOf));
    }

    private static Map<String, Ledger> byId(List<Ledger> page) {
        Map<String, Ledger> byId = new TreeMap<>();
        page.forEach(ledger -> byId.put(ledger.id(), ledger));
        return byId;
    }
}
