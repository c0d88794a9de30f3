package io.tidemark.compute.vm;

import java.util.Optional;

/**
 * The power of a guest that a node runs. Of one run: it begins anew with each epoch.
 *
 * @param standstill why it stands still, as its node told; empty when it runs
 * @param awaited what its node was told to do and has not answered: {@code pause}, {@code resume} or {@code restart}
 * @param restarts the number of the last restart that was asked for
 * @param manner of the last restart
 */
public record Power(Optional<Standstill> standstill, Optional<VmStep> awaited, long restarts, StopMode manner) {

    /** The names are the events'. */
    public enum Standstill {
        /** Somebody asked for it here. */
        requested,
        /** Somebody paused it behind our back. */
        observed,
        /** Its disk could not be read or written. */
        io_error
    }

    static Power on() {
        return new Power(Optional.empty(), Optional.empty(), 0, StopMode.graceful);
    }

    public boolean isPaused() {
        return standstill.isPresent();
    }

    boolean awaits(VmStep step) {
        return awaited.filter(step::equals).isPresent();
    }

    /** What its node shall make of it: nothing else than is known, where nothing is awaited. */
    public boolean shallPause() {
        return awaits(VmStep.pause) || (isPaused() && !awaits(VmStep.resume));
    }

    /** The number of the restart that is wanted now; zero when none is. */
    public long wantedRestart() {
        return awaits(VmStep.restart) ? restarts : 0;
    }

    Power awaiting(VmStep step) {
        return new Power(standstill, Optional.of(step), restarts, manner);
    }

    Power restarting(long number, StopMode mode) {
        return new Power(standstill, Optional.of(VmStep.restart), number, mode);
    }

    Power paused(Standstill why) {
        Optional<VmStep> left = why == Standstill.requested ? without(VmStep.pause) : awaited;
        return new Power(Optional.of(why), left, restarts, manner);
    }

    Power resumed() {
        return new Power(Optional.empty(), without(VmStep.resume), restarts, manner);
    }

    /** What was awaited has ended. */
    Power settled() {
        return new Power(standstill, Optional.empty(), restarts, manner);
    }

    private Optional<VmStep> without(VmStep step) {
        return awaited.filter(awaitedStep -> awaitedStep != step);
    }
}
