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

    WalkNode(NodeId id, BooleanSupplier isUnlucky) {
        this.id = id;
        this.isUnlucky = isUnlucky;
    }

    Optional<Long> running() {
        return running;
    }

    boolean hasNews(List<VmEvent> log) {
        return read < log.size();
    }

    boolean takeIn(List<VmEvent> log) {
        if (!hasNews(log)) {
            return false;
        }
        switch (log.get(read++)) {
            case VmStartDirected e -> start(e.epoch());
            case VmStartWithdrawn e -> stop(e.epoch());
            case VmStopDirected e -> stop(e.epoch());
            case VmAskedAgain e
            when e.step() == VmStep.start || e.step() == VmStep.withdrawal || e.step() == VmStep.stop ->
                fact.ifPresent(said::say);
            default -> {}
        }
        return true;
    }

    private void start(long epoch) {
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
