package io.tidemark.launcher.host;

import java.time.Duration;

/**
 * One process, told apart from a later one of the same number.
 *
 * @param pid        the process number
 * @param startTicks the start, in clock ticks since boot: field 22 of {@code /proc/<pid>/stat} (proc(5))
 */
public record RunningProcess(long pid, long startTicks) {
    private static final long POLL_MILLIS = 50;

    public boolean isAlive() {
        return ProcFs.find(pid).filter(this::equals).isPresent();
    }

    /** Waits for its end; false when it lives on after this time, or when the thread is interrupted and is to end. */
    public boolean awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
