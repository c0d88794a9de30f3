package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.eventstore.Tally.Mark;
import io.tidemark.eventstore.Tally.Name;
import io.tidemark.units.Personal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Aggregates#withSnapshots} promises: the same state as the full fold, whatever becomes of the snapshot. */
public abstract class SnapshotContract extends StoreContract {
    private static final int EVERY = 10;
    private static final StateForm<Tally> FORM = new StateForm<>(Tally.class, "tally-1", EVERY);

    private final String id = UUID.randomUUID().toString();
    private final StreamId stream = new StreamId("tally", id);

    private Aggregates<Tally.Command, Tally, Tally.Event> full() {
        return Tally.aggregates(store());
    }

    private Aggregates<Tally.Command, Tally, Tally.Event> fast() {
        return full().withSnapshots(FORM);
    }

    private void mark(int times) {
        for (int i = 0; i < times; i++) {
            await(full().handle(id, new Mark(new Name("anne"), 1), cause));
        }
    }

    private Aggregates.Loaded<Tally> loaded() {
        return await(fast().load(id));
    }

    private long snapshotAt() {
        return await(store().snapshot(stream)).map(Snapshot::revision).orElse(0L);
    }

    private void assertLikeFullFold() {
        Aggregates.Loaded<Tally> fast = loaded();
        Aggregates.Loaded<Tally> full = await(full().load(id));
        assertThat(fast.state()).isEqualTo(full.state());
        assertThat(fast.revision()).isEqualTo(full.revision());
        assertThat(fast.last().map(StoredEvent::id)).isEqualTo(full.last().map(StoredEvent::id));
        assertThat(full.last().map(StoredEvent::revision)).contains(full.revision());
    }

    @Test
    void any_history_folds_to_the_same_state_with_snapshots_and_without() {
        Random random = new Random(7);
        for (int step = 0; step < 60; step++) {
            Tally.Command command = random.nextInt(8) == 0
                    ? new Tally.Sign(Personal.of(UUID.randomUUID().toString(), "Anne " + step))
                    : new Mark(new Name("author-" + random.nextInt(4)), random.nextInt(5));
            await(fast().handle(id, command, cause));
            assertLikeFullFold();
        }
        assertThat(snapshotAt()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void a_snapshot_is_kept_when_the_stream_is_that_much_longer_than_the_last() {
        mark(EVERY - 1);
        loaded();
        assertThat(snapshotAt()).isZero();

        mark(1);
        loaded();
        assertThat(snapshotAt()).isEqualTo(EVERY);

        mark(EVERY - 1);
        loaded();
        assertThat(snapshotAt()).isEqualTo(EVERY);

        mark(1);
        loaded();
        assertThat(snapshotAt()).isEqualTo(2 * EVERY);
    }

    @Test
    void with_a_snapshot_only_the_events_after_it_are_folded() {
        mark(EVERY);
        loaded();
        Snapshot honest = await(store().snapshot(stream)).orElseThrow();
        String another = honest.json().replace("\"total\":10", "\"total\":1000");
        await(store().keep(new Snapshot(stream, honest.revision(), honest.lastEvent(), honest.form(), another)));
        mark(2);

        assertThat(loaded().state())
                .isInstanceOfSatisfying(
                        Tally.Kept.class, kept -> assertThat(kept.total()).isEqualTo(1002));
    }

    @Test
    void a_snapshot_of_another_form_is_ignored_and_replaced() {
        mark(EVERY);
        Snapshot older = snapshot(EVERY, "tally-0", "{}");
        await(store().keep(older));

        assertLikeFullFold();

        assertThat(await(store().snapshot(stream)).orElseThrow().form()).isEqualTo("tally-1");
    }

    @Test
    void an_unreadable_snapshot_is_ignored_and_replaced() {
        mark(EVERY);
        for (String broken :
                List.of("", "nonsense", "{}", "{\"@type\":\"Gone\"}", "{\"@type\":\"Kept\",\"total\":1}")) {
            await(store().keep(snapshot(EVERY, "tally-1", broken)));
            assertLikeFullFold();
        }
        assertThat(await(store().snapshot(stream)).orElseThrow().json()).contains("anne");
    }

    @Test
    void a_snapshot_ahead_of_the_stream_is_ignored_and_replaced() {
        mark(EVERY);
        loaded();
        String json = await(store().snapshot(stream)).orElseThrow().json();
        await(store().keep(new Snapshot(stream, EVERY + 5, UUID.randomUUID(), "tally-1", json)));

        assertLikeFullFold();

        assertThat(snapshotAt()).isEqualTo(EVERY);
    }

    @Test
    void a_snapshot_of_a_history_that_was_restored_away_is_ignored() {
        mark(EVERY + 5);
        Snapshot foreign = new Snapshot(stream, EVERY, UUID.randomUUID(), "tally-1", "{\"@type\":\"Empty\"}");
        await(store().keep(foreign));

        assertLikeFullFold();
    }

    private Snapshot snapshot(long revision, String form, String json) {
        UUID last = await(store().readFrom(stream, revision)).getFirst().id();
        return new Snapshot(stream, revision, last, form, json);
    }
}
