package io.tidemark.launcher.process;

import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows of one part.
 *
 * @param pid      0 if it does not run
 * @param restarts how often it was started again since the supervisor began
 * @param problem  why it does not run, in words; null if nothing is wrong
 */
public record PartState(
        String name,
        Phase phase,
        long pid,
        int port,
        int restarts,
        @Nullable String problem) {

    /** Where a part is on its way. */
    public enum Phase {
        /** For the parts that it needs. */
        WAITING,
        /** It runs and does not serve yet. */
        STARTING,
        READY,
        /** It ended and will be started again after a pause. */
        PAUSING
    }

    static PartState unknown(String name, int port) {
        return new PartState(name, Phase.WAITING, 0, port, 0, null);
    }

    PartState in(Phase next, long process) {
        return new PartState(name, next, process, port, restarts, null);
    }

    PartState failed(String why) {
        return new PartState(name, Phase.PAUSING, 0, port, restarts + 1, why);
    }
}
