package io.tidemark.compute.node.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of one VM: directives in and out of order, guests that end, a hypervisor that goes away, host boots, and a
 * crash of the agent before or after any single effect. Every life is reproducible from its seed.
 */
class VmWalkTest {
    private static final int LIVES = 2_000;
    /** Thousands of lives log thousands of evictions; held, or the logger is forgotten with its level. */
    private static final Logger LANE_LOG = Logger.getLogger(VmLane.class.getName());

    @BeforeAll
    static void logErrorsOnly() {
        LANE_LOG.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void logAgain() {
        LANE_LOG.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_happens_an_epoch_starts_once_an_old_one_never_and_nothing_is_left_in_the_end(long seed) {
        long crashes = 0;
        long starts = 0;
        for (int life = 0; life < LIVES; life++) {
            VmWalk walk = new VmWalk(seed * LIVES + life);
            walk.live();
            walk.end();
            crashes += walk.crashes();
            starts += walk.starts();
        }
        // A walk that never crashed or started anything would prove nothing.
        assertThat(crashes).isGreaterThan(LIVES);
        assertThat(starts).isGreaterThan(LIVES);
    }
}
