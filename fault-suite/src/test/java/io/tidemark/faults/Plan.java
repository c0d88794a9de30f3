package io.tidemark.faults;

import java.time.Duration;
import java.util.Random;

/**
 * One run as its seed decides it.
 *
 * @param seed also names the run's streams
 * @param ledger the replica that a fault of a ledger befalls
 * @param mirror the same of a mirror
 * @param delay from the first append to the fault
 * @param length how long a stop or a cut lasts
 */
record Plan(long seed, Fault fault, String ledger, String mirror, Duration delay, Duration length) {
    /** How long writers write: the fault begins within this time. */
    static final Duration LOAD = Duration.ofSeconds(4);

    private static final int EARLIEST_MILLIS = 200;
    private static final int LATEST_MILLIS = 3_500;
    private static final int SHORTEST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 3_000;

    /** As many seeds in a row as there are faults meet every fault. */
    static Plan of(long seed) {
        Random random = new Random(seed);
        Fault[] faults = Fault.values();
        return new Plan(
                seed,
                faults[Math.floorMod(seed, faults.length)],
                Estate.LEDGERS.get(random.nextInt(Estate.LEDGERS.size())),
                Estate.MIRRORS.get(random.nextInt(Estate.MIRRORS.size())),
                Duration.ofMillis(random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS)),
                Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)));
    }

    /** The seed of what the writers of one replica decide. */
    long seedOf(String replica) {
        return seed * 1_000_003 + replica.hashCode();
    }
}
