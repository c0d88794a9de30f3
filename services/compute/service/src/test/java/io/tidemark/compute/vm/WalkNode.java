package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A node as far as a machine meets it: does what it is told, and may keep silent about it until it is asked again. */
final class WalkNode {
    final WalkMessages said = new WalkMessages();
    private final NodeId id;
    private final BooleanSupplier isUnlucky;
    private int read;
    private Optional<VmCommand> fact = Optional.empty();
    private Optional<Long> running = Optional.empty();
    private boolean paused;
    private long obeyed;
    private long restarts;

    WalkNode(NodeId id, BooleanSupplier isUnlucky) {
        this.id = id;
        this.isUnlucky = isUnlucky;
    }

    Optional<Long> running() {
        return running;
    }

    boolean isPaused() {
        return paused;
    }

    boolean hasNews(List<VmEvent> log) {
        return read < log.size();
    }

    boolean takeIn(List<VmEvent> log) {
        if (!hasNews(log)) {
            return false;
        }
        switch (log.get(read++)) {
            case VmStartDirected e -> start(log, e.epoch());
            case VmPauseDirected _, VmResumeDirected _, VmRestartDirected _, VmPowerFailed _ -> obey(log);
            case VmStartWithdrawn e -> stop(e.epoch());
            case VmStopDirected e -> stop(e.epoch());
            case VmAskedAgain e
            when e.step() == VmStep.start || e.step() == VmStep.withdrawal || e.step() == VmStep.stop ->
                fact.ifPresent(said::say);
            case VmAskedAgain _ -> obey(log);
            default -> {}
        }
        return true;
    }

    /** Told the state as it stands now, whatever event it is told for: brings about each generation once. */
    private void obey(List<VmEvent> log) {
        if (state(log) instanceof Vm.Running s
                && running.equals(Optional.of(s.body().epoch()))
                && s.body().asking().generation() > obeyed) {
            obeyed = s.body().asking().generation();
            paused = s.power().shallPause();
            restarts = Math.max(restarts, s.power().wantedRestart());
            Optional<Power.Standstill> standstill = paused ? Optional.of(Power.Standstill.requested) : Optional.empty();
            tell(new ReportPower(id, s.body().epoch(), obeyed, standstill, restarts, Optional.empty(), List.of()));
        }
    }

    private static Vm state(List<VmEvent> log) {
        VmDecider decider = new VmDecider(log.getFirst().vmId());
        return decider.fold(decider.initial(), log);
    }

    private void start(List<VmEvent> log, long epoch) {
        paused = false;
        restarts = 0;
        obeyed = Vm.bodyOf(state(log)).orElseThrow().asking().generation();
        if (isUnlucky.getAsBoolean()) {
            tell(new ReportStartFailed(id, epoch, "DISK_BROKEN", "no file", List.of()));
        } else {
            running = Optional.of(epoch);
            tell(new ReportRunning(id, epoch, List.of()));
        }
    }

    private void stop(long epoch) {
        running = Optional.empty();
        tell(new ReportStopped(id, epoch, "requested", List.of()));
    }

    private void tell(VmCommand newFact) {
        fact = Optional.of(newFact);
        if (!isUnlucky.getAsBoolean()) {
            said.say(newFact);
        }
    }
}
