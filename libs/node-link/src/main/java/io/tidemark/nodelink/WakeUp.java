package io.tidemark.nodelink;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one thread sleep until another has something for it; a call while nobody sleeps is remembered once. */
final class WakeUp {
    private final Semaphore calls = new Semaphore(0);

    void now() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    void await(Duration atMost) {
        try {
            if (calls.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
