package io.tidemark.memorybroker.node;

import java.time.Instant;

/**
 * One call to something outside this process, as facts tell it.
 *
 * @param call what was called, such as {@code virDomainSetMemoryFlags}
 * @param target what it was called for
 * @param startedAt when it began
 * @param micros how long it took, in microseconds
 * @param outcome {@value #OK}, or what was answered instead
 */
public record Action(String call, String target, Instant startedAt, long micros, String outcome) {
    public static final String OK = "ok";
}
