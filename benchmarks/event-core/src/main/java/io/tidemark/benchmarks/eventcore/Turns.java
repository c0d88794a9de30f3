package io.tidemark.benchmarks.eventcore;

import io.tidemark.benchmarks.statistics.Rounds;
import io.tidemark.benchmarks.statistics.Timings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures lanes in turns. Not thread-safe. */
final class Turns {
    private static final int WARM_UP_ROUNDS = 2;

    /** Between two measured calls: what the last one has woken is asleep again. */
    private static final Duration REST = Duration.ofMillis(3);

    private final Map<String, Timings> measured = new HashMap<>();

    /**
     * @param rounds how many rounds count
     * @param calls how many calls each lane makes in a round
     */
    void take(List<Lane> lanes, int rounds, int calls) throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
            for (Lane lane : Rounds.order(lanes, round)) {
                for (int call = 0; call < calls; call++) {
                    Duration time = lane.once();
                    if (round >= WARM_UP_ROUNDS) {
                        measured.computeIfAbsent(lane.name(), name -> new Timings())
                                .add(time);
                    }
                    Thread.sleep(REST);
                }
            }
        }
    }

    Timings of(Lane lane) {
        Timings timings = measured.get(lane.name());
        if (timings == null) {
            throw new IllegalStateException("not measured: " + lane.name());
        }
        return timings;
    }
}
