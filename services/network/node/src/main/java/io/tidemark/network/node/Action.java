package io.tidemark.network.node;

import java.time.Instant;

/**
 * One thing done to the host, as facts tell it.
 *
 * @param call what was run, such as {@code ip -batch}
 * @param target what it was run on: the lines, the file or the process
 * @param startedAt when it began
 * @param micros how long it took, in microseconds
 * @param outcome {@code ok}, or {@code failed: } and the reason
 */
public record Action(String call, String target, Instant startedAt, long micros, String outcome) {
    public static final String OK = "ok";

    public boolean succeeded() {
        return outcome.equals(OK);
    }
}
