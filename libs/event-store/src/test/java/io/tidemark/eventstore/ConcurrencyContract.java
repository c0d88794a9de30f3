package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link EventStore} and {@link Aggregates} promise to writers and numberers who are at it at once. */
public abstract class ConcurrencyContract extends StoreContract {
    private static final int ROUNDS = 40;

    @Test
    void concurrent_writers_of_one_stream_never_share_a_revision() throws InterruptedException, ExecutionException {
        StreamId stream = stream();

        List<List<Long>> won = atOnce(4, () -> writeUntilDone(stream, 10));

        assertThat(won.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
        assertDenseAndOrdered(all());
    }

    private List<Long> writeUntilDone(StreamId stream, int count) {
        List<Long> mine = new ArrayList<>();
        while (mine.size() < count) {
            long revision = await(store().read(stream)).size();
            try {
                mine.add(append(Append.of(write(stream, revision, 1), cause))
                        .get(0)
                        .revision());
            } catch (AppendConflict.Revision lost) {
                assertThat(lost.actual()).isGreaterThan(revision);
            }
        }
        return mine;
    }

    @Test
    void appends_that_name_the_same_streams_in_opposite_order_all_get_through()
            throws InterruptedException, ExecutionException {
        StreamId a = stream();
        StreamId b = stream();
        AtomicInteger writers = new AtomicInteger();

        atOnce(4, () -> {
            boolean turned = writers.getAndIncrement() % 2 == 0;
            for (int round = 0; round < ROUNDS; round++) {
                appendToBoth(turned ? a : b, turned ? b : a);
            }
            return true;
        });

        assertThat(await(store().read(a))).hasSize(4 * ROUNDS);
        assertThat(await(store().read(b))).hasSize(4 * ROUNDS);
    }

    private void appendToBoth(StreamId first, StreamId second) {
        for (boolean done = false; !done; ) {
            StreamWrite one = write(first, await(store().read(first)).size(), 1);
            StreamWrite other = write(second, await(store().read(second)).size(), 1);
            try {
                append(new Append(List.of(one, other), cause, List.of()));
                done = true;
            } catch (AppendConflict.Revision lost) {
                assertThat(lost.actual()).isPositive();
            }
        }
    }

    @Test
    void of_two_who_claim_the_same_values_crosswise_one_gets_all_and_the_other_is_told()
            throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            String x = UUID.randomUUID().toString();
            String y = UUID.randomUUID().toString();
            AtomicInteger claimants = new AtomicInteger();

            List<Boolean> got = atOnce(2, () -> {
                int me = claimants.getAndIncrement();
                return claims(me == 0 ? x : y, me == 0 ? y : x, "owner-" + me);
            });

            assertThat(got).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean claims(String first, String second, String owner) {
        try {
            append(new Append(
                    List.of(),
                    cause,
                    List.of(
                            new Companion.Claim("address", first, owner),
                            new Companion.Claim("address", second, owner))));
            return true;
        } catch (AppendConflict.AlreadyClaimed taken) {
            return false;
        }
    }

    @Test
    void of_many_requests_under_one_key_one_is_kept_and_the_others_are_told_of_the_key()
            throws InterruptedException, ExecutionException {
        StreamId stream = stream();
        Companion record = new Companion.IdempotencyRecord(
                "alice", UUID.randomUUID().toString(), "hash", 202, "", "{}", UUID.randomUUID());

        List<Boolean> kept = atOnce(8, () -> {
            try {
                append(Append.of(write(stream, 0, 1), cause).with(record));
                return true;
            } catch (AppendConflict.KeyUsed used) {
                return false;
            }
        });

        assertThat(kept).containsOnlyOnce(true);
        assertThat(await(store().read(stream))).hasSize(1);
    }

    @Test
    void concurrent_numberers_give_each_event_one_position_for_ever() throws InterruptedException, ExecutionException {
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger roles = new AtomicInteger();
        List<Map<UUID, Long>> seen = atOnce(6, () -> {
            int role = roles.getAndIncrement();
            return role == 0 ? writeAndStop(writing) : numberWhile(writing);
        });

        List<StoredEvent> all = all();
        assertDenseAndOrdered(all);
        Map<UUID, Long> positions = positions(all);
        seen.forEach(early -> assertThat(positions).containsAllEntriesOf(early));
    }

    private Map<UUID, Long> writeAndStop(AtomicBoolean writing) {
        try {
            for (int i = 0; i < 10 * ROUNDS; i++) {
                append(Append.of(write(stream(), 0, 3), cause));
            }
        } finally {
            writing.set(false);
        }
        return Map.of();
    }

    private Map<UUID, Long> numberWhile(AtomicBoolean writing) {
        Map<UUID, Long> seen = new HashMap<>();
        long after = 0;
        while (writing.get()) {
            await(store().number(2));
            List<StoredEvent> page = await(store().readAfter(after, 50));
            seen.putAll(positions(page));
            after = page.isEmpty() ? after : page.getLast().position();
        }
        return seen;
    }

    private static Map<UUID, Long> positions(List<StoredEvent> events) {
        Map<UUID, Long> positions = new HashMap<>();
        events.forEach(event -> positions.put(event.id(), event.position()));
        return positions;
    }

    @Test
    void commands_that_crowd_upon_one_aggregate_are_all_handled() throws InterruptedException, ExecutionException {
        Aggregates<Tally.Command, Tally, Tally.Event> tallies = Tally.aggregates(store());
        String id = UUID.randomUUID().toString();

        List<Outcome<Tally>> outcomes =
                atOnce(16, () -> await(tallies.handle(id, new Tally.Mark(new Tally.Name("anne"), 1), cause)));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done<Tally>);
        assertThat(await(tallies.load(id)).revision()).isEqualTo(16);
    }

    @Test
    void what_is_kept_in_place_of_a_decision_is_decided_anew_when_somebody_was_faster() {
        Aggregates<Tally.Command, Tally, Tally.Event> tallies = Tally.aggregates(store());
        String id = UUID.randomUUID().toString();
        Tally.Mark mark = new Tally.Mark(new Tally.Name("anne"), 1);
        List<Long> decidedAt = new ArrayList<>();
        StreamId beside = stream();

        Outcome<Tally> outcome = await(tallies.handle(id, mark, List.of(), decided -> {
            decidedAt.add(decided.write().expectedRevision());
            Append both = new Append(List.of(decided.write(), write(beside, 0, 1)), cause, List.of());
            return decidedAt.size() > 1
                    ? store().append(both)
                    : tallies.handle(id, mark, cause).chain(() -> store().append(both));
        }));

        assertThat(decidedAt).containsExactly(0L, 1L);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.events()).hasSize(2));
        assertThat(await(tallies.load(id)).revision()).isEqualTo(2);
        assertThat(await(store().read(beside))).hasSize(1);
    }
}
