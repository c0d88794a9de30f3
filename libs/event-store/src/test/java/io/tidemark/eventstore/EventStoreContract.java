package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link EventStore} as a test; what happens at once is in {@link ConcurrencyContract}. */
public abstract class EventStoreContract extends StoreContract {
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
    void events_come_back_in_the_order_of_the_writes_however_streams_are_named() {
        List<StreamId> streams = Stream.generate(this::stream).limit(5).toList();
        List<StreamWrite> writes =
                streams.stream().map(stream -> write(stream, 0, 2)).toList();

        List<StoredEvent> stored = append(new Append(writes, cause, List.of()));

        assertThat(stored.stream().map(StoredEvent::stream).distinct()).containsExactlyElementsOf(streams);
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
    void a_conflict_takes_back_everything_that_came_before_it() {
        StreamId stream = stream();
        String key = UUID.randomUUID().toString();
        String free = UUID.randomUUID().toString();
        String taken = UUID.randomUUID().toString();
        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", taken, "bob"))));
        Companion record = new Companion.IdempotencyRecord("alice", key, "hash", 202, "", "{}", UUID.randomUUID());
        List<Companion> companions = List.of(
                record, new Companion.Claim("address", free, "alice"), new Companion.Claim("address", taken, "alice"));

        assertThatThrownBy(() -> append(new Append(List.of(write(stream, 0, 2)), cause, companions)))
                .isInstanceOf(AppendConflict.AlreadyClaimed.class);

        assertThat(await(store().read(stream))).isEmpty();
        append(Append.of(write(stream, 0, 1), cause).with(record).with(new Companion.Claim("address", free, "carol")));
    }

    @Test
    void a_value_is_handed_over_within_one_append() {
        String value = UUID.randomUUID().toString();
        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "alice"))));

        append(new Append(
                List.of(),
                cause,
                List.of(
                        new Companion.Unclaim("address", value, "alice"),
                        new Companion.Claim("address", value, "bob"))));

        assertThatThrownBy(() ->
                        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "alice")))))
                .isInstanceOf(AppendConflict.AlreadyClaimed.class);
    }

    @Test
    void a_repeat_is_told_as_a_repeat_whatever_else_does_not_fit() {
        StreamId stream = stream();
        Companion record = new Companion.IdempotencyRecord(
                "alice", UUID.randomUUID().toString(), "hash", 202, "", "{}", UUID.randomUUID());
        Companion mark = mark(UUID.randomUUID().toString(), 1);
        append(Append.of(write(stream, 0, 1), cause).with(record).with(mark));

        assertThatThrownBy(() -> append(Append.of(write(stream, 0, 1), cause).with(record)))
                .isInstanceOf(AppendConflict.KeyUsed.class);
        assertThatThrownBy(() -> append(Append.of(write(stream, 0, 1), cause).with(mark)))
                .isInstanceOf(AppendConflict.Repeat.class);
    }

    @Test
    void an_event_id_is_used_once_and_the_conflict_names_it() {
        StoredEvent first = append(Append.of(write(stream(), 0, 1), cause)).getFirst();
        NewEvent fresh = new NewEvent(UUID.randomUUID(), "thing.happened.v1", "{}");
        NewEvent again = new NewEvent(first.id(), "thing.happened.v1", "{}");

        assertThatThrownBy(() -> append(Append.of(new StreamWrite(stream(), 0, "/", List.of(fresh, again)), cause)))
                .isInstanceOfSatisfying(
                        AppendConflict.EventIdUsed.class,
                        conflict -> assertThat(conflict.id()).isEqualTo(first.id()));
        assertThatThrownBy(() -> append(Append.of(new StreamWrite(stream(), 0, "/", List.of(fresh, fresh)), cause)))
                .isInstanceOfSatisfying(
                        AppendConflict.EventIdUsed.class,
                        conflict -> assertThat(conflict.id()).isEqualTo(fresh.id()));
    }

    @Test
    void one_append_may_write_to_a_stream_twice_and_a_write_without_events_demands_nothing() {
        StreamId stream = stream();

        List<StoredEvent> written = append(
                new Append(List.of(write(stream, 0, 2), write(stream, 2, 1), write(stream(), 7, 0)), cause, List.of()));

        assertThat(written).extracting(StoredEvent::revision).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(() ->
                        append(new Append(List.of(write(stream, 3, 1), write(stream, 3, 1)), cause, List.of())))
                .isInstanceOfSatisfying(
                        AppendConflict.Revision.class,
                        conflict -> assertThat(conflict.actual()).isEqualTo(4));
    }
}
