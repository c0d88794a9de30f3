package io.tidemark.compute.node;

import java.time.Instant;

/** Times one outside call; started when constructed. Not thread-safe. */
public final class Stopwatch {
    private static final long NANOS_PER_MICRO = 1_000;

    private final String call;
    private final String target;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();

    public Stopwatch(String call, Object target) {
        this.call = call;
        this.target = target.toString();
    }

    public Action ok() {
        return ended(Action.OK);
    }

    /** The action with another outcome than {@value Action#OK}. */
    public Action ended(String outcome) {
        return new Action(call, target, startedAt, (System.nanoTime() - startedNanos) / NANOS_PER_MICRO, outcome);
    }
}
