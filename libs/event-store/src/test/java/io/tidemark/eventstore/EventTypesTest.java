package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.eventstore.Tally.Event.Marked;
import io.tidemark.eventstore.Tally.Name;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.RejectedException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    private final EventTypes<Tally.Event> types = Tally.TYPES;

    @Test
    void every_version_reads_as_the_newest_through_the_steps_between() {
        Marked newest = new Marked(new Name("anne"), 1);

        assertThat(types.decode("test.tally.marked.v1", "{\"author\":\"anne\"}"))
                .isEqualTo(newest);
        assertThat(types.decode("test.tally.marked.v2", "{\"by\":\"anne\"}")).isEqualTo(newest);
        assertThat(types.decode(Tally.MARKED, "{\"by\":\"anne\",\"weight\":1}")).isEqualTo(newest);
    }

    @Test
    void only_the_newest_version_is_written() {
        assertThat(types.encode(new Marked(new Name("anne"), 2)).type()).isEqualTo(Tally.MARKED);
        assertThat(types.names()).containsExactly(Tally.MARKED, Tally.SIGNED);
        assertThat(types.olderNames()).containsExactly("test.tally.marked.v2", "test.tally.marked.v1");
    }

    @Test
    void what_could_not_be_published_is_refused_before_it_is_written() {
        String large = "a".repeat(EventTypes.LARGEST_BYTES);

        assertThatThrownBy(() -> types.encode(new Marked(new Name(large), 1)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(CommonProblem.EVENT_TOO_LARGE));
        assertThatThrownBy(() -> new NewEvent(UUID.randomUUID(), Tally.MARKED, "a".repeat(NewEvent.LARGEST_BYTES + 1)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void a_fold_sees_the_newest_and_the_log_stays_as_it_was() {
        EventStore store = new InMemoryEventStore(InstantSource.system());
        StreamId stream = new StreamId("tally", "t");
        List<NewEvent> history = List.of(
                new NewEvent(UUID.randomUUID(), "test.tally.marked.v1", "{\"author\":\"anne\"}"),
                new NewEvent(UUID.randomUUID(), "test.tally.marked.v2", "{\"by\":\"anne\"}"),
                new NewEvent(UUID.randomUUID(), Tally.MARKED, "{\"by\":\"anne\",\"weight\":5}"));
        Cause cause = Cause.spontaneous(UUID.randomUUID(), "test");
        store.append(Append.of(new StreamWrite(stream, 0, "/", history), cause))
                .await()
                .indefinitely();

        Tally tally = Tally.aggregates(store).load("t").await().indefinitely().state();

        assertThat(tally)
                .isInstanceOfSatisfying(
                        Tally.Kept.class, kept -> assertThat(kept.total()).isEqualTo(7));
        assertThat(store.read(stream).await().indefinitely())
                .extracting(StoredEvent::json)
                .isEqualTo(history.stream().map(NewEvent::json).toList());
    }

    @Test
    void a_version_of_a_later_release_is_told_and_never_taken_for_somebody_elses() {
        assertThatThrownBy(() -> types.decode("test.tally.marked.v4", "{}"))
                .isInstanceOf(NewerEventException.class)
                .hasMessageContaining("test.tally.marked.v4")
                .hasMessageContaining("v3");
        assertThatThrownBy(() -> types.knows("test.tally.signed.v2")).isInstanceOf(NewerEventException.class);
    }

    @Test
    void what_is_not_of_this_service_is_not_known() {
        assertThat(types.knows("test.other.happened.v9")).isFalse();
        assertThat(types.knows("unversioned")).isFalse();
        assertThat(types.knows("test.tally.marked.v1")).isTrue();
        assertThatThrownBy(() -> types.decode("test.other.happened.v9", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(NewerEventException.class);
    }

    @Test
    void a_step_leads_from_a_free_name_to_a_known_one() {
        assertThatThrownBy(() -> types.upcasting("test.tally.marked.v1", Tally.MARKED, payload -> payload))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> types.upcasting("test.tally.marked.v0", "test.tally.gone.v1", payload -> payload))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
