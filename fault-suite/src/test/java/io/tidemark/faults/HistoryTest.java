package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Database.Copy;
import io.tidemark.faults.Database.Log;
import io.tidemark.faults.Database.Row;
import io.tidemark.faults.replica.Answer;
import io.tidemark.faults.replica.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The model finds what it is there to find. */
class HistoryTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID KEY = new UUID(1, 1);
    private static final Attempt BOTH = attempt(10, false, A, B);
    private static final Log DENSE = new Log(2, 0, 1, 2, 2, 0);
    private static final List<Row> WRITTEN = List.of(new Row(A, "s", 1, 1), new Row(B, "s", 2, 2));
    private static final List<Copy> COPIED = List.of(new Copy("s", A, 1), new Copy("s", B, 2));

    @Test
    void a_history_as_it_must_be() {
        assertThat(history(Map.of(BOTH, Answer.ACKNOWLEDGED), WRITTEN, COPIED)).isEmpty();
        assertThat(history(Map.of(BOTH, Answer.UNKNOWN), WRITTEN, COPIED)).isEmpty();
        assertThat(history(
                        Map.of(BOTH, Answer.UNKNOWN, attempt(11, false, new UUID(0, 3)), Answer.KEY_USED),
                        WRITTEN,
                        COPIED))
                .isEmpty();
    }

    @Test
    void an_acknowledged_event_that_is_not_there() {
        assertThat(history(
                        Map.of(BOTH, Answer.ACKNOWLEDGED, attempt(11, false, new UUID(0, 3)), Answer.ACKNOWLEDGED),
                        WRITTEN,
                        COPIED))
                .anyMatch(wrong -> wrong.startsWith("ACKNOWLEDGED and 0"));
    }

    @Test
    void a_refused_append_and_half_of_an_append_that_are_there() {
        assertThat(history(Map.of(BOTH, Answer.REFUSED), WRITTEN, COPIED))
                .anyMatch(wrong -> wrong.startsWith("REFUSED and 2"));
        assertThat(history(Map.of(attempt(10, true, A, B), Answer.UNKNOWN), WRITTEN, COPIED))
                .anyMatch(wrong -> wrong.startsWith("UNKNOWN and 2"));
        assertThat(history(Map.of(attempt(10, false, A, B, new UUID(0, 3)), Answer.UNKNOWN), WRITTEN, COPIED))
                .anyMatch(wrong -> wrong.startsWith("UNKNOWN and 2"));
    }

    @Test
    void an_event_that_nobody_wrote() {
        assertThat(history(Map.of(attempt(10, false, A), Answer.ACKNOWLEDGED), WRITTEN, COPIED))
                .containsExactly("nobody wrote " + B);
    }

    @Test
    void one_key_with_two_effects_and_a_used_key_with_none() {
        assertThat(history(
                        Map.of(
                                attempt(10, false, A), Answer.UNKNOWN,
                                attempt(11, false, B), Answer.ACKNOWLEDGED),
                        WRITTEN,
                        COPIED))
                .anyMatch(wrong -> wrong.startsWith("2 of 2 attempts under key"));
        assertThat(new History(
                                Map.of(attempt(10, false, A), Answer.KEY_USED),
                                new Log(0, 0, 1, 0, 0, 0),
                                List.of(),
                                List.of(),
                                Set.of(),
                                Taken.NOTHING)
                        .violations())
                .anyMatch(wrong -> wrong.startsWith("0 of 1 attempts under key"));
    }

    @Test
    void a_log_with_a_hole_an_unnumbered_event_a_head_that_is_ahead_or_a_time_that_falls() {
        for (Log broken : List.of(
                new Log(2, 0, 1, 3, 3, 0),
                new Log(2, 1, 1, 2, 2, 0),
                new Log(2, 0, 1, 2, 3, 0),
                new Log(2, 0, 1, 2, 2, 1))) {
            assertThat(new History(Map.of(BOTH, Answer.ACKNOWLEDGED), broken, WRITTEN, COPIED, Set.of(), Taken.NOTHING)
                            .violations())
                    .hasSize(1);
        }
    }

    @Test
    void positions_that_invert_a_stream_and_a_missing_revision() {
        assertThat(history(
                        Map.of(BOTH, Answer.ACKNOWLEDGED),
                        List.of(new Row(A, "s", 1, 2), new Row(B, "s", 2, 1)),
                        COPIED))
                .anyMatch(wrong -> wrong.startsWith("positions of s are not in the order of revisions"));
        assertThat(history(
                        Map.of(BOTH, Answer.ACKNOWLEDGED),
                        List.of(new Row(A, "s", 1, 1), new Row(B, "s", 3, 2)),
                        List.of(new Copy("s", A, 1), new Copy("s", B, 3))))
                .containsExactly("revision 2 of s is missing");
    }

    @Test
    void an_effect_lost_doubled_or_out_of_order_and_a_parked_event() {
        for (List<Copy> wrong : List.of(
                List.of(new Copy("s", A, 1)),
                List.of(new Copy("s", A, 1), new Copy("s", B, 2), new Copy("s", B, 2)),
                List.of(new Copy("s", B, 2), new Copy("s", A, 1)))) {
            assertThat(history(Map.of(BOTH, Answer.ACKNOWLEDGED), WRITTEN, wrong))
                    .anyMatch(violation -> violation.startsWith("effects of s"));
        }
        assertThat(new History(Map.of(BOTH, Answer.ACKNOWLEDGED), DENSE, WRITTEN, COPIED, Set.of(A), Taken.NOTHING)
                        .violations())
                .containsExactly("1 events are parked");
    }

    @Test
    void after_a_restore_each_event_has_its_effect_or_waits_for_an_operator() {
        UUID lost = new UUID(0, 9);
        Taken taken = Taken.history(Set.of(attempt(12, false, lost)));
        List<Copy> before = List.of(new Copy("s", A, 1), new Copy("s", lost, 2));

        assertThat(restored(before, Set.of(B), taken)).isEmpty();
        assertThat(restored(before, Set.of(), taken))
                .containsExactly("neither handled nor parked: " + WRITTEN.getLast());
        assertThat(restored(COPIED, Set.of(B), taken)).containsExactly("handled and parked: " + WRITTEN.getLast());
        assertThat(restored(before, Set.of(B), Taken.history(Set.of())))
                .containsExactly("effect of an event that nobody wrote: " + before.getLast());
        assertThat(restored(List.of(new Copy("s", A, 1), new Copy("s", B, 2), new Copy("s", B, 2)), Set.of(), taken))
                .containsExactly("effects of s are not in order: 1,2,2");
    }

    private static List<String> restored(List<Copy> copies, Set<UUID> parked, Taken taken) {
        return new History(Map.of(BOTH, Answer.ACKNOWLEDGED), DENSE, WRITTEN, copies, parked, taken).violations();
    }

    private static Attempt attempt(long id, boolean doomed, UUID... events) {
        return new Attempt(1, new UUID(2, id), KEY, doomed, List.of(events));
    }

    private static List<String> history(Map<Attempt, Answer> attempts, List<Row> written, List<Copy> copies) {
        return new History(attempts, DENSE, written, copies, Set.of(), Taken.NOTHING).violations();
    }
}
