package io.tidemark.tracing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Spans on their way to the collector, taken there by a thread of its own. Whoever tells never waits: what finds no room is dropped. */
final class SpanQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpanQueue.class);

    /** Some seconds of a busy service, and at most a few megabytes. */
    private static final int ROOM = 4096;

    private static final int BATCH = 512;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** A service that stops is not kept up by its collector. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Collector collector;
    private final Thread teller;
    private volatile boolean away;
    private volatile boolean closed;

    SpanQueue(Collector collector) {
        this.collector = collector;
        teller = Thread.ofPlatform().daemon().name("spans").start(this::run);
    }

    void add(Span span) {
        if (!waiting.offer(span)) {
            dropped(1, "more was told than the collector takes");
        }
    }

    private void run() {
        try {
            while (!closed || !waiting.isEmpty()) {
                Span first = waiting.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Span> batch = new ArrayList<>(List.of(first));
                    waiting.drainTo(batch, BATCH - 1);
                    tell(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<Span> batch) {
        try {
            collector.take(batch).join();
            away = false;
        } catch (CompletionException e) {
            dropped(batch.size(), String.valueOf(e.getCause()));
        }
    }

    /** Once for each time that it goes away, not for each span. */
    private void dropped(int count, String cause) {
        if (!away) {
            away = true;
            LOG.warnf("spans are dropped until the collector takes them again: first=%d cause=%s", count, cause);
        }
    }

    /** What waits is told first, as long as the collector takes it in a moment. */
    @Override
    public void close() {
        closed = true;
        try {
            teller.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        collector.close();
    }
}
