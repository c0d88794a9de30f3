package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import java.util.List;
import java.util.Optional;

/** What this node tells of a VM. Told at least once; a repeat says the same and changes nothing. */
sealed interface Fact {
    record Running(long epoch, List<Action> actions) implements Fact {}

    /**
     * How it is with the power of a guest that runs.
     *
     * @param generation of the directive that was carried out last
     * @param restarts the number of the restart that was dealt with last
     * @param asked whether a directive asked for it
     */
    record Power(
            long epoch,
            long generation,
            Optional<GuestPower.Standstill> standstill,
            long restarts,
            Optional<GuestPower.Failure> failure,
            boolean asked,
            List<Action> actions)
            implements Fact {}

    record Stopped(long epoch, StopCause cause, List<Action> actions) implements Fact {}

    record StartFailed(long epoch, String code, String detail, List<Action> actions) implements Fact {}

    record Absent(long epoch) implements Fact {}
}
