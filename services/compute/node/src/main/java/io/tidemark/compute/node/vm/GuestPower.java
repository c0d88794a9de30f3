package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the power of a guest that runs under one epoch. Immutable.
 *
 * @param obeyed the generation of the directive whose power was brought about last, or was given up
 * @param restarts the number of the restart that was dealt with last
 * @param standstill why it stands still, as seen last; empty when it runs
 * @param restarting the restart that may have been called; empty when none is under way
 * @param failure why what was wanted did not come about
 * @param actions what was called for it
 * @param asked whether it is told because a directive wants to know; otherwise somebody or something else did it
 * @param told whether the fact is in the outbox
 */
record GuestPower(
        long obeyed,
        long restarts,
        Optional<Standstill> standstill,
        Optional<Restarting> restarting,
        Optional<Failure> failure,
        List<Action> actions,
        boolean asked,
        boolean told) {
    GuestPower {
        actions = List.copyOf(actions);
    }

    /** Why a guest stands still, as facts say it. */
    enum Standstill {
        /** A directive wants it so. */
        REQUESTED,
        /** Somebody did it behind our back. */
        OBSERVED,
        /** Its disk could not be read or written. */
        IO_ERROR
    }

    /** @param askedAt when the power button was pressed last */
    record Restarting(long number, StopMode mode, Instant deadline, Optional<Instant> askedAt) {}

    /** @param code stable, for programs */
    record Failure(String code, String detail) {}

    /** Of a guest that was just started, or is found: what its directive asked for before is not made up for. */
    static GuestPower fresh(VmDirective directive) {
        return new GuestPower(
                directive.generation(),
                directive.power().restart(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                true);
    }

    /** Seen so, though nobody asked. */
    GuestPower noticed(Optional<Standstill> seen) {
        return new GuestPower(obeyed, restarts, seen, restarting, failure, actions, false, false);
    }

    /** The directive's power was brought about, or given up. */
    GuestPower obeying(long generation, Optional<Standstill> seen) {
        return new GuestPower(generation, restarts, seen, restarting, failure, actions, true, false);
    }

    GuestPower acted(Action action) {
        List<Action> more = new ArrayList<>(actions);
        more.add(action);
        return new GuestPower(obeyed, restarts, standstill, restarting, failure, more, asked, told);
    }

    GuestPower failed(String code, String detail) {
        Optional<Failure> why = Optional.of(new Failure(code, detail));
        return new GuestPower(obeyed, restarts, standstill, restarting, why, actions, asked, told);
    }

    GuestPower restarting(Restarting next) {
        return new GuestPower(obeyed, restarts, standstill, Optional.of(next), failure, actions, asked, told);
    }

    /** The restart under way has ended, one way or the other. */
    GuestPower restarted(Restarting ended) {
        return new GuestPower(obeyed, ended.number(), standstill, Optional.empty(), failure, actions, asked, told);
    }

    /** What was told is not told a second time. */
    GuestPower afterTelling() {
        return new GuestPower(obeyed, restarts, standstill, restarting, Optional.empty(), List.of(), asked, true);
    }

    /** Whether something was done, or tried in vain, that is to be told. */
    boolean hasNews() {
        return !actions.isEmpty() || failure.isPresent();
    }
}
