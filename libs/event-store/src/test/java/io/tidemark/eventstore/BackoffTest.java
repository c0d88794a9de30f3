package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final double NEARLY_ONE = Math.nextDown(1.0);

    @Test
    void the_span_doubles_with_every_loss_up_to_a_quarter_of_a_second() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToLong(losses -> Backoff.pause(losses, NEARLY_ONE).toMillis()))
                .isSorted()
                .startsWith(3L, 7L)
                .endsWith(249L, 249L);
    }

    @Test
    void there_is_always_a_pause_and_it_never_overflows() {
        assertThat(Backoff.pause(1, 0)).isEqualTo(Duration.ofMillis(1));
        assertThat(Backoff.pause(Integer.MAX_VALUE, NEARLY_ONE)).isLessThan(Duration.ofMillis(251));
    }
}
