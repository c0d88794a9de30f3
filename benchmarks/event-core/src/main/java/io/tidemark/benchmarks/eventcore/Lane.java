package io.tidemark.benchmarks.eventcore;

import java.time.Duration;

/** One way of doing the work that is compared. Not thread-safe. */
interface Lane {
    /** Names its timings. */
    String name();

    /** Does the work once; answers what was measured of it. */
    Duration once() throws Exception;
}
