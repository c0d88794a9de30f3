package io.tidemark.benchmarks.start;

import java.time.Duration;
import java.util.Map;

/** One way of starting a guest that is not running. Not thread-safe. */
interface Lane {
    /** Starts the guest under a new epoch; answers what was measured, by name. */
    Map<String, Duration> start();

    /** Stops it again and returns when it is gone; nobody measures that. */
    void stop();
}
