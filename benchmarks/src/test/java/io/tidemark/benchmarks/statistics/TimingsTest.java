package io.tidemark.benchmarks.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {
    private static Timings of(long... millis) {
        Timings timings = new Timings();
        for (long each : millis) {
            timings.add(Duration.ofMillis(each));
        }
        return timings;
    }

    @Test
    void the_median_and_the_quartiles_do_not_follow_an_outlier() {
        Timings timings = of(400, 410, 420, 430, 9_000);

        assertThat(timings.medianMillis()).isCloseTo(420, within(0.1));
        assertThat(timings.quartilesText()).isEqualTo("410.0 ms to 430.0 ms");
        assertThat(timings.count()).isEqualTo(5);
    }

    @Test
    void a_ratio_compares_medians() {
        assertThat(of(420, 420, 1).ratioTo(of(400, 400, 9_000))).isCloseTo(1.05, within(0.001));
    }

    @Test
    void a_tenth_of_a_millisecond_is_kept_at_one_second() {
        Timings timings = new Timings();
        timings.add(Duration.ofNanos(1_000_400_000));

        assertThat(timings.medianText()).isEqualTo("1000.4 ms");
    }

    @Test
    void a_hundredth_of_a_millisecond_is_kept_below_ten() {
        Timings timings = new Timings();
        timings.add(Duration.ofNanos(1_230_000));

        assertThat(timings.medianText()).isEqualTo("1.23 ms");
    }

    @Test
    void a_clock_that_ran_backwards_is_refused() {
        assertThatThrownBy(() -> new Timings().add(Duration.ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }

    @Test
    void nothing_measured_has_no_median() {
        assertThatThrownBy(() -> new Timings().medianMillis()).hasMessage("nothing was measured");
    }

    @Test
    void every_round_begins_with_another() {
        assertThat(Rounds.order(List.of("a", "b", "c"), 0)).containsExactly("a", "b", "c");
        assertThat(Rounds.order(List.of("a", "b", "c"), 1)).containsExactly("b", "c", "a");
        assertThat(Rounds.order(List.of("a", "b", "c"), 5)).containsExactly("c", "a", "b");
    }
}
