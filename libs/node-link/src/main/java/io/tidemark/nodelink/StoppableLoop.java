package io.tidemark.nodelink;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A daemon thread that does the same work again and again, with a pause between, until it is closed. */
final class StoppableLoop implements AutoCloseable {
    /** Long enough for a call to a broker that answers; one that waits for a broker that is away is interrupted then. */
    private static final Duration END_WITHIN = Duration.ofSeconds(3);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Duration pause;
    private final Runnable work;
    private final Thread thread;

    StoppableLoop(String name, Duration pause, Runnable work) {
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        while (!isStopping()) {
            work.run();
            if (stopsWithin(pause)) {
                return;
            }
        }
    }

    /** Waits, but no longer than until the loop is closed. */
    boolean stopsWithin(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(END_WITHIN)) {
                thread.interrupt();
                thread.join(END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
