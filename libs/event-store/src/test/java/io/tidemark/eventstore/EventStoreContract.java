package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link EventStore} as a test; each store is a one-line subclass. Stores may hold other tests' events. */
public abstract class EventStoreContract {
    private final Cause cause = Cause.spontaneous(UUID.randomUUID(), "test");

    protected abstract EventStore store();

    /** Runs to the end of the work, on whatever thread the store needs. */
    protected abstract <T> T await(Uni<T> work);

    protected StreamId stream() {
        return new StreamId("thing", UUID.randomUUID().toString());
    }

    protected StreamWrite write(StreamId stream, long expected, int events) {
        return new StreamWrite(
                stream,
                expected,
                "/things/" + stream.id(),
                IntStream.range(0, events)
                        .mapToObj(i -> new NewEvent(UUID.randomUUID(), "thing.happened.v1", "{\"n\":" + i + "}"))
                        .toList());
    }

    protected List<StoredEvent> append(Append append) {
        return await(store().append(append));
    }

    protected void numberAll() {
        while (await(store().number(100)) > 0) {
            // more may wait
        }
    }

    protected List<StoredEvent> all() {
        numberAll();
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = await(store().readAfter(all.size(), 500));
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    @Test
    void reads_back_what_was_appended_in_revision_order() {
        StreamId stream = stream();
        List<StoredEvent> first = append(Append.of(write(stream, 0, 2), cause));
        List<StoredEvent> second = append(Append.of(write(stream, 2, 1), cause));

        List<StoredEvent> read = await(store().read(stream));

        assertThat(read).extracting(StoredEvent::revision).containsExactly(1L, 2L, 3L);
        assertThat(read)
                .extracting(StoredEvent::id)
                .containsExactly(
                        first.get(0).id(), first.get(1).id(), second.get(0).id());
        assertThat(read.get(0).json().replace(" ", "")).isEqualTo("{\"n\":0}");
        assertThat(read.get(0).cause()).isEqualTo(cause);
        assertThat(read.get(0).objectPath()).isEqualTo("/things/" + stream.id());
    }

    @Test
    void an_unknown_stream_is_empty() {
        assertThat(await(store().read(stream()))).isEmpty();
    }

    @Test
    void refuses_another_revision_than_expected_and_tells_the_actual_one() {
        StreamId stream = stream();
        append(Append.of(write(stream, 0, 3), cause));

        assertThatThrownBy(() -> append(Append.of(write(stream, 1, 1), cause)))
                .isInstanceOfSatisfying(
                        AppendConflict.Revision.class,
                        conflict -> assertThat(conflict.actual()).isEqualTo(3));
        assertThatThrownBy(() -> append(Append.of(write(stream, 4, 1), cause)))
                .isInstanceOf(AppendConflict.Revision.class);
        assertThat(await(store().read(stream))).hasSize(3);
    }

    @Test
    void appends_to_several_streams_all_or_nothing() {
        StreamId a = stream();
        StreamId b = stream();
        append(Append.of(write(b, 0, 1), cause));

        assertThatThrownBy(() -> append(new Append(List.of(write(a, 0, 1), write(b, 0, 1)), cause, List.of())))
                .isInstanceOf(AppendConflict.Revision.class);

        assertThat(await(store().read(a))).isEmpty();
    }

    @Test
    void an_idempotency_key_is_used_once_and_a_refused_append_does_not_use_it() {
        String key = UUID.randomUUID().toString();
        Companion record = new Companion.IdempotencyRecord("alice", key, "hash", 202, "", "{}", UUID.randomUUID());
        StreamId stream = stream();
        assertThatThrownBy(() -> append(Append.of(write(stream, 7, 1), cause).with(record)))
                .isInstanceOf(AppendConflict.Revision.class);

        append(Append.of(write(stream, 0, 1), cause).with(record));

        assertThatThrownBy(() -> append(Append.of(write(stream, 1, 1), cause).with(record)))
                .isInstanceOf(AppendConflict.KeyUsed.class);
        assertThat(await(store().read(stream))).hasSize(1);
    }

    @Test
    void an_inbox_mark_drops_repeats_and_refuses_gaps() {
        String aggregate = UUID.randomUUID().toString();
        StreamId stream = stream();
        Companion first = new Companion.InboxMark("/tidemark/other", aggregate, 1);
        Companion third = new Companion.InboxMark("/tidemark/other", aggregate, 3);
        append(Append.of(write(stream, 0, 1), cause).with(first));

        assertThatThrownBy(() -> append(Append.of(write(stream, 1, 1), cause).with(first)))
                .isInstanceOf(AppendConflict.Repeat.class);
        assertThatThrownBy(() -> append(Append.of(write(stream, 1, 1), cause).with(third)))
                .isInstanceOf(AppendConflict.Gap.class);
        assertThat(await(store().read(stream))).hasSize(1);
    }

    @Test
    void a_claimed_value_belongs_to_one_owner_until_it_is_given_back() {
        String value = UUID.randomUUID().toString();
        Companion alices = new Companion.Claim("address", value, "alice");
        append(new Append(List.of(), cause, List.of(alices)));
        append(new Append(List.of(), cause, List.of(alices)));

        assertThatThrownBy(() ->
                        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "bob")))))
                .isInstanceOf(AppendConflict.AlreadyClaimed.class);

        append(new Append(List.of(), cause, List.of(new Companion.Unclaim("address", value, "alice"))));
        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "bob"))));
    }

    @Test
    void positions_are_dense_and_keep_the_order_of_each_stream() {
        List<StreamId> streams = List.of(stream(), stream(), stream());
        for (int round = 0; round < 5; round++) {
            for (StreamId stream : streams) {
                append(Append.of(write(stream, round * 2L, 2), cause));
            }
        }

        assertDenseAndOrdered(all());
    }

    @Test
    void concurrent_writers_of_one_stream_never_share_a_revision() throws InterruptedException, ExecutionException {
        StreamId stream = stream();
        Map<Long, Integer> winners = new HashMap<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<List<Long>>> results = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                results.add(writers.submit(() -> writeUntilDone(stream, 10)));
            }
            for (Future<List<Long>> result : results) {
                result.get().forEach(revision -> winners.merge(revision, 1, Integer::sum));
            }
        }

        assertThat(winners.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(winners.values()).allMatch(count -> count == 1);
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

    protected void assertDenseAndOrdered(List<StoredEvent> all) {
        Map<StreamId, Long> last = new HashMap<>();
        long position = 0;
        for (StoredEvent event : all) {
            assertThat(event.position()).isEqualTo(++position);
            assertThat(event.revision()).isEqualTo(last.getOrDefault(event.stream(), 0L) + 1);
            last.put(event.stream(), event.revision());
        }
    }
}
