package io.tidemark.compute.node;

import java.time.Instant;

/**
 * One call to something outside this process, as it goes into the causal trace.
 *
 * @param call what was called, such as {@code virDomainCreateXML} or {@code qemu-img create}
 * @param target what it was called for: a VM id or a file
 * @param startedAt wall-clock time of the call
 * @param micros how long it took, in microseconds of a monotonic clock
 * @param outcome {@value #OK}, or what was answered instead
 */
public record Action(String call, String target, Instant startedAt, long micros, String outcome) {
    public static final String OK = "ok";

    /** Whether the call did what was asked. */
    public boolean succeeded() {
        return outcome.equals(OK);
    }
}
