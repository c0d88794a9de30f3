package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.hypervisor.RunTrace;

/** Why a VM no longer runs, as facts say it. */
public enum StopCause {
    /** A directive asked for it. */
    REQUESTED,
    /** The guest switched itself off. */
    GUEST_SHUTDOWN,
    /** The virtual machine process died. */
    CRASHED,
    /** The host went down under it. */
    HOST_BOOT,
    /** It is gone and nobody who tells us was there; or somebody ended it behind our back. */
    OBSERVED;

    /** What the hypervisor's own record says. */
    static StopCause of(RunTrace trace) {
        return switch (trace) {
            case RunTrace.NeverStarted() -> OBSERVED;
            case RunTrace.Started(var reason) ->
                switch (reason) {
                    case GUEST_SHUTDOWN -> GUEST_SHUTDOWN;
                    case CRASHED -> CRASHED;
                    case DESTROYED, UNKNOWN -> OBSERVED;
                };
        };
    }
}
