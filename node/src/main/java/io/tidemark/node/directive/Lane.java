package io.tidemark.node.directive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one module: work is done one after the other, in the order given. Thread-safe. */
public final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** What has begun may end: an interrupt in the middle of writing a fact would close the outbox's file. */
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;

    public Lane(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Completes when the work is done, well or not. Work that fails is told and does not stop the lane. */
    public CompletableFuture<Void> run(String what, Runnable work) {
        try {
            return CompletableFuture.runAsync(() -> guarded(what, work), thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Does the work now and again and again, with this pause between. */
    public void every(Duration pause, String what, Runnable work) {
        var _ = thread.scheduleWithFixedDelay(() -> guarded(what, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The edge of a module: one that fails at one object must go on with the others. */
    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("work of a module failed: what={}", what, e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a module's thread does not end by itself and is interrupted");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
