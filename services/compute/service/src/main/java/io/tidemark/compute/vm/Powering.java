package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.vm.Power.Standstill;
import io.tidemark.compute.vm.Vm.Running;
import io.tidemark.compute.vm.VmCommand.ReportPower;
import io.tidemark.compute.vm.VmCommand.ReportStopped;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may happen to the power of a running guest. One thing is awaited at a time; only a reset overtakes a reboot that the
 * guest does not answer.
 */
final class Powering {
    private Powering() {}

    static Decision<VmEvent> pause(VmId id, Running s) {
        if (s.power().awaited().isEmpty() && s.power().isPaused()) {
            return nothing();
        }
        return unlessUnderWay(
                id,
                s,
                VmStep.pause,
                new VmPauseDirected(id, s.body().node(), s.body().epoch()));
    }

    static Decision<VmEvent> resume(VmId id, Running s) {
        if (s.power().awaited().isEmpty() && !s.power().isPaused()) {
            return nothing();
        }
        return unlessUnderWay(
                id,
                s,
                VmStep.resume,
                new VmResumeDirected(id, s.body().node(), s.body().epoch()));
    }

    private static Decision<VmEvent> unlessUnderWay(VmId id, Running s, VmStep step, VmEvent directed) {
        if (s.power().awaits(step)) {
            return nothing();
        }
        return s.power().awaited().map(other -> busy(id, other)).orElseGet(() -> accept(directed));
    }

    static Decision<VmEvent> restart(VmId id, Running s, StopMode mode) {
        Power power = s.power();
        boolean joins =
                power.awaits(VmStep.restart) && (power.manner() == StopMode.forced || mode == StopMode.graceful);
        if (joins) {
            return nothing();
        }
        Optional<VmStep> other = power.awaited().filter(step -> step != VmStep.restart);
        if (other.isPresent()) {
            return busy(id, other.get());
        }
        return power.isPaused()
                ? reject(VmProblem.VM_PAUSED, id + " is paused: resume it first")
                : accept(new VmRestartDirected(id, s.body().node(), s.body().epoch(), power.restarts() + 1, mode));
    }

    /** A guest that stands still hears no power button. */
    static Optional<Decision<VmEvent>> againstStop(VmId id, Running s, StopMode mode) {
        if (s.power().awaited().isPresent()) {
            return Optional.of(busy(id, s.power().awaited().get()));
        }
        return s.power().isPaused() && mode == StopMode.graceful
                ? Optional.of(reject(VmProblem.VM_PAUSED, id + " is paused: resume it first, or stop it by force"))
                : Optional.empty();
    }

    private static Decision<VmEvent> busy(VmId id, VmStep awaited) {
        return reject(VmProblem.VM_BUSY, id + " waits for its " + awaited);
    }

    /** What its node tells of it: what was awaited ends, and what else changed is recorded as seen. */
    static Decision<VmEvent> told(VmId id, Running s, ReportPower c) {
        List<VmEvent> events = new ArrayList<>();
        if (s.power().awaits(VmStep.restart) && c.restarts() >= s.power().restarts()) {
            events.add(c.failure()
                    .<VmEvent>map(failure -> failed(id, s, VmStep.restart, failure))
                    .orElseGet(() -> new VmRestarted(
                            id, s.body().node(), s.body().epoch(), s.power().restarts(), c.actions())));
        }
        changed(id, s, c).ifPresent(events::add);
        s.power()
                .awaited()
                .filter(step -> step != VmStep.restart)
                .filter(_ -> c.generation() >= s.body().asking().generation())
                .filter(step -> !isReached(step, c.standstill()))
                .map(step -> failed(id, s, step, c.failure().orElseGet(() -> otherwise(c))))
                .ifPresent(events::add);
        return accept(events);
    }

    /** Whether somebody asked for a pause is known here, and no change by itself. */
    private static Optional<VmEvent> changed(VmId id, Running s, ReportPower c) {
        boolean same = c.standstill().isPresent() == s.power().isPaused()
                && isOfDisk(c.standstill()) == isOfDisk(s.power().standstill());
        if (same) {
            return Optional.empty();
        }
        boolean asked = s.power().awaits(c.standstill().isPresent() ? VmStep.pause : VmStep.resume);
        return Optional.of(c.standstill()
                .<VmEvent>map(why -> new VmPaused(
                        id,
                        s.body().node(),
                        s.body().epoch(),
                        asked && why != Standstill.io_error ? Standstill.requested : seen(why),
                        c.actions()))
                .orElseGet(() -> new VmResumed(id, s.body().node(), s.body().epoch(), asked, c.actions())));
    }

    private static Standstill seen(Standstill told) {
        return switch (told) {
            case requested, observed -> Standstill.observed;
            case io_error -> Standstill.io_error;
        };
    }

    private static boolean isReached(VmStep step, Optional<Standstill> told) {
        return step == VmStep.pause ? told.isPresent() && !isOfDisk(told) : told.isEmpty();
    }

    private static boolean isOfDisk(Optional<Standstill> why) {
        return why.filter(Standstill.io_error::equals).isPresent();
    }

    private static Failure otherwise(ReportPower c) {
        String shown = c.standstill().map(why -> "stands still: " + why).orElse("runs");
        return Failure.of(VmProblem.NOT_AS_ASKED.name(), "the node did as it was told, and the guest " + shown);
    }

    /** Told to nobody any more: a node that returns late shall not do it then. */
    static Decision<VmEvent> expired(VmId id, Running s, VmCommand.ExpireStep c) {
        return accept(failed(id, s, c.step(), Failure.of(c.reason())));
    }

    /** Whatever was awaited of it does not come any more. */
    static Decision<VmEvent> stopped(VmId id, Running s, ReportStopped c) {
        List<VmEvent> events = new ArrayList<>();
        s.power()
                .awaited()
                .map(step -> failed(
                        id,
                        s,
                        step,
                        Failure.of(
                                "GUEST_" + c.cause().toUpperCase(Locale.ROOT).replace('-', '_'),
                                "the guest stopped meanwhile: " + c.cause())))
                .ifPresent(events::add);
        events.add(new VmStopped(id, c.node(), c.epoch(), c.cause(), c.actions()));
        return accept(events);
    }

    private static VmEvent failed(VmId id, Running s, VmStep step, Failure why) {
        return new VmPowerFailed(id, s.body().node(), s.body().epoch(), step, why.code(), why.detail(), why.actions());
    }

    /** The node answers each directive anew: its generation rises with it. */
    static Running directed(Running s, Power power) {
        return new Running(s.body().asked(), s.boundPorts(), power);
    }
}
