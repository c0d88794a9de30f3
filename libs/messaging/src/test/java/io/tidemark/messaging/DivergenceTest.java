package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.messaging.PublishedTopic.Published;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A log of generation a up to position 4 and b from 5 on, acknowledged up to 6, with 8 events. */
class DivergenceTest {
    private static final UUID SEVENTH = new UUID(0, 7);
    private static final UUID EIGHTH = new UUID(0, 8);
    private static final Map<Long, UUID> LOG = Map.of(7L, SEVENTH, 8L, EIGHTH);

    private final Divergence divergence =
            new Divergence(new Generations(new TreeMap<>(Map.of(1L, "a", 5L, "b")), Set.of("gone")), 6, 8);

    @Test
    void what_a_relay_sent_and_did_not_live_to_note_is_no_branch() {
        divergence.add(new Published(7, SEVENTH, "b"));

        assertThat(divergence.isBranched(LOG)).isFalse();
        assertThat(divergence.last()).isEqualTo(7);
    }

    @Test
    void what_was_published_and_lost_before_is_no_branch_again() {
        divergence.add(new Published(9, new UUID(0, 9), "a"));
        divergence.add(new Published(9, new UUID(0, 9), "gone"));

        assertThat(divergence.isBranched(LOG)).isFalse();
        assertThat(divergence.last()).isEqualTo(6);
    }

    @Test
    void a_position_that_the_log_has_not_reached_is_a_branch() {
        divergence.add(new Published(7, SEVENTH, "b"));
        divergence.add(new Published(9, new UUID(0, 9), "b"));

        assertThat(divergence.isBranched(LOG)).isTrue();
        assertThat(divergence.firstOwn(LOG)).isEqualTo(8);
    }

    /** Writers were faster than the comparison: the log has reached the position, with another event. */
    @Test
    void another_event_at_a_position_is_a_branch_there() {
        divergence.add(new Published(7, SEVENTH, "b"));
        divergence.add(new Published(8, new UUID(0, 88), "b"));

        assertThat(divergence.isBranched(LOG)).isTrue();
        assertThat(divergence.firstOwn(LOG)).isEqualTo(8);
    }

    /** The copy held the seventh without a position, and not the one that was numbered before it. */
    @Test
    void an_event_that_the_topic_holds_elsewhere_is_of_the_history_that_consumers_know() {
        divergence.add(new Published(7, new UUID(0, 77), "b"));
        divergence.add(new Published(8, SEVENTH, "b"));

        assertThat(divergence.isBranched(LOG)).isTrue();
        assertThat(divergence.firstOwn(LOG)).isEqualTo(8);
    }

    @Test
    void the_log_is_held_against_the_topic_as_far_as_both_go() {
        divergence.add(new Published(12, SEVENTH, "b"));

        assertThat(divergence.last()).isEqualTo(8);
        assertThat(divergence.firstOwn(LOG)).isEqualTo(8);
    }

    @Test
    void a_generation_that_this_log_has_never_heard_of_is_a_branch() {
        divergence.add(new Published(6, new UUID(0, 66), "c"));

        assertThat(divergence.isBranched(LOG)).isTrue();
        assertThat(divergence.strange()).containsExactly("c");
        assertThat(divergence.firstOwn(LOG)).isEqualTo(7);
    }
}
