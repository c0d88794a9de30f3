package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries one VM forward, step by step as {@link VmPlan} decides. The journal is on disk before each call to the outside.
 * Not thread-safe: one thread at a time.
 */
final class VmLane {
    private static final Logger LOG = System.getLogger(VmLane.class.getName());

    private final VmId vm;
    private final VmSurroundings outside;
    private JournalEntry entry;
    private boolean written;
    /** What was seen last; empty when something was called since, or time has passed. */
    private Optional<Sighting> seen = Optional.empty();

    private VmLane(VmSurroundings outside, JournalEntry entry, boolean written) {
        this.vm = entry.desired().vm();
        this.outside = outside;
        this.entry = entry;
        this.written = written;
    }

    /** Takes up an entry that the journal holds. What its writer did not see the end of is in doubt. */
    static VmLane resume(VmSurroundings outside, JournalEntry entry) {
        JournalEntry takenUp = entry.with(PowerPlan.inDoubt(entry.phase()), entry.bootId());
        return new VmLane(outside, takenUp, takenUp.equals(entry));
    }

    /** Begins with a VM's first directive. */
    static VmLane begin(VmSurroundings outside, VmDirective directive, Map<String, String> causedBy) {
        JournalEntry first = VmPlan.accept(
                        Optional.empty(), directive, causedBy, outside.clock().instant(), outside.bootId())
                .orElseThrow();
        return new VmLane(outside, first, false);
    }

    /** Takes a further directive; an older one changes nothing. */
    void accept(VmDirective directive, Map<String, String> causedBy) {
        VmPlan.accept(Optional.of(entry), directive, causedBy, outside.clock().instant(), outside.bootId())
                .ifPresent(this::become);
    }

    /**
     * Takes steps until there is nothing to do.
     *
     * @return when to look again at the latest; empty when only a change can give new work
     */
    Optional<Instant> advance() {
        seen = Optional.empty();
        while (true) {
            Step step = VmPlan.next(situation());
            if (!(step instanceof Step.Become) && !written) {
                outside.journal().write(vm, entry);
                written = true;
            }
            if (step instanceof Step.Wait(Optional<Instant> until)) {
                return until;
            }
            take(step);
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.Become(JournalEntry next) -> become(next);
            case Step.Tell(Fact fact, JournalEntry next) -> {
                outside.facts().tell(vm, fact, entry.causedBy());
                become(next);
            }
            case Step.Start(List<String> taps) -> start(taps);
            case Step.Stop(StopMode mode) -> stop(mode);
            case Step.Pause() -> power(() -> outside.hypervisor().pause(vm));
            case Step.Resume() -> power(() -> outside.hypervisor().resume(vm));
            case Step.Restart(GuestPower.Restarting underWay) -> restart(underWay);
            case Step.Evict(long epoch) -> evict(epoch);
            case Step.Remove() -> remove();
            case Step.Wait _ -> throw new IllegalStateException("waiting is not a step to take");
        }
    }

    private void become(JournalEntry next) {
        if (next.epoch() != entry.epoch()) {
            // The trace that was seen is of the older epoch.
            seen = Optional.empty();
        }
        entry = next;
        written = false;
    }

    private void turnTo(Phase phase) {
        become(entry.with(phase, outside.bootId()));
    }

    private Situation situation() {
        Sighting sighting = seen.orElseGet(this::look);
        seen = Optional.of(sighting);
        return new Situation(entry, sighting, needs(), outside.clock().instant(), outside.bootId());
    }

    private Sighting look() {
        try {
            return outside.hypervisor()
                    .find(vm)
                    .<Sighting>map(domain -> new Sighting.Present(domain.epoch(), domain.state()))
                    .orElseGet(() -> new Sighting.Gone(outside.hypervisor().trace(vm, entry.epoch())));
        } catch (HypervisorException e) {
            LOG.log(Level.DEBUG, "nothing can be seen of vmId={0}: {1}", vm, e.getMessage());
            return new Sighting.Unknown();
        }
    }

    private Needs needs() {
        List<String> taps = new ArrayList<>();
        for (VmDirective.Nic nic : entry.desired().nics()) {
            Optional<String> tap = outside.ports().tap(nic.portId(), nic.generation());
            if (tap.isEmpty()) {
                return new Needs.Missing("port " + nic.portId() + " of generation " + nic.generation());
            }
            taps.add(tap.get());
        }
        long epoch = entry.desired().epoch();
        return outside.memory().isHeld(vm, epoch)
                ? new Needs.Met(taps)
                : new Needs.Missing("memory held under epoch " + epoch);
    }

    private void start(List<String> taps) {
        List<Action> actions = new ArrayList<>();
        try {
            VmDisks.Prepared disks = outside.disks().prepare(entry.desired());
            actions.addAll(disks.actions());
            actions.add(outside.hypervisor().start(spec(disks.disks(), taps), entry.epoch()));
            seen = Optional.of(new Sighting.Present(entry.epoch()));
            turnTo(new Phase.Running(actions, false, GuestPower.fresh(entry.desired())));
        } catch (DiskRefusal e) {
            turnTo(new Phase.Failed(e.code(), String.valueOf(e.getMessage()), actions, false));
        } catch (HypervisorException e) {
            failedCall(e);
            if (e.category() == Category.REFUSED) {
                actions.add(e.action());
                refused(e.action(), actions);
            }
        }
    }

    /**
     * The start that an agent asked for with its last breath may have been under way unseen, and be what this one was refused
     * for: a domain that is there now is dealt with as any other that is found.
     */
    private void refused(Action call, List<Action> actions) {
        Sighting now = look();
        seen = Optional.of(now);
        if (now instanceof Sighting.Gone) {
            turnTo(new Phase.Failed(VmPlan.REFUSED, call.outcome(), actions, false));
        }
    }

    private DomainSpec spec(List<DomainSpec.Disk> disks, List<String> taps) {
        VmDirective wanted = entry.desired();
        List<DomainSpec.Nic> nics = new ArrayList<>();
        for (int i = 0; i < taps.size(); i++) {
            nics.add(new DomainSpec.Nic(taps.get(i), wanted.nics().get(i).mac()));
        }
        return new DomainSpec(vm, wanted.name(), wanted.tenant(), wanted.vcpus(), wanted.memory(), disks, nics);
    }

    private void stop(StopMode mode) {
        if (entry.phase() instanceof Phase.Stopping(var _, var _, List<Action> before)) {
            call(() -> outside.hypervisor().stop(vm, mode)).ifPresent(action -> {
                List<Action> actions = new ArrayList<>(before);
                actions.add(action);
                turnTo(new Phase.Stopping(mode, Optional.of(outside.clock().instant()), actions));
            });
        }
    }

    /** The guest has shut itself down for a restart, and begins anew. */
    void restartSeen() {
        PowerPlan.restartSeen(entry.phase()).ifPresent(this::turnTo);
    }

    private void power(Call call) {
        if (entry.phase() instanceof Phase.Running running) {
            try {
                Action action = call.make();
                Sighting after = look();
                seen = Optional.of(after);
                turnTo(PowerPlan.switched(entry.desired(), running, action, after));
            } catch (HypervisorException e) {
                failedCall(e);
                if (e.category() == Category.REFUSED) {
                    turnTo(running.with(
                            running.power().failed(VmPlan.REFUSED, e.action().outcome())));
                }
            }
        }
    }

    private void restart(GuestPower.Restarting underWay) {
        if (entry.phase() instanceof Phase.Running running) {
            try {
                Action action = outside.hypervisor().restart(vm, underWay.mode());
                seen = Optional.empty();
                turnTo(PowerPlan.restarted(
                        running, underWay, action, outside.clock().instant()));
            } catch (HypervisorException e) {
                failedCall(e);
                switch (e.category()) {
                    case REFUSED ->
                        turnTo(running.with(running.power()
                                .failed(VmPlan.REFUSED, e.action().outcome())
                                .restarted(underWay)));
                    case UNREACHABLE -> turnTo(PowerPlan.inDoubt(running));
                    case ABSENT -> {}
                }
            }
        }
    }

    private void evict(long epoch) {
        call(() -> outside.hypervisor().stop(vm, StopMode.FORCED)).ifPresent(action -> {
            LOG.log(Level.WARNING, "a domain of another epoch was ended: vmId={0} epoch={1}", vm, epoch);
            boolean journalled = entry.epoch() == epoch
                    && (entry.phase() instanceof Phase.Running || entry.phase() instanceof Phase.Stopping);
            if (journalled) {
                turnTo(new Phase.Stopped(StopCause.REQUESTED, List.of(action), false));
            }
        });
    }

    private void remove() {
        call(() -> outside.hypervisor().remove(vm)).ifPresent(_ -> {
            outside.disks().remove(entry.desired());
            turnTo(new Phase.Absent(false));
        });
    }

    private interface Call {
        Action make();
    }

    /** The action when it did what was asked; otherwise the next look decides what to do. */
    private Optional<Action> call(Call call) {
        seen = Optional.empty();
        try {
            return Optional.of(call.make());
        } catch (HypervisorException e) {
            failedCall(e);
            return Optional.empty();
        }
    }

    /** Looks again at once when the domain turned out to be gone, else after a pause: no failing call is made in a loop. */
    private void failedCall(HypervisorException e) {
        seen = e.category() == Category.ABSENT ? Optional.empty() : Optional.of(new Sighting.Unknown());
        LOG.log(Level.WARNING, "vmId={0}: {1}", vm, e.getMessage());
    }
}
