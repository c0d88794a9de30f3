package io.tidemark.faults;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A point in time that a seed has chosen: the one thing here that is waited for by the clock and not by a condition. */
final class Moment {
    private Moment() {}

    static void awaitAfter(Duration delay) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
