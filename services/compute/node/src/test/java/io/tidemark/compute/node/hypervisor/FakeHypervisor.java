package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.Stopwatch;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import io.tidemark.compute.node.hypervisor.MemoryReading.GuestMemory;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A hypervisor in memory, under the same contract as the real one. Guests obey the power button at once. Thread-safe. */
public final class FakeHypervisor implements Hypervisor {
    /** One successful start. */
    public record Start(VmId vm, long epoch) {}

    private record Guest(DomainSpec spec, long epoch, MemorySize balloon, DomainState state, long count) {
        Guest with(MemorySize target) {
            return new Guest(spec, epoch, target, state, count);
        }

        Guest in(DomainState next) {
            return new Guest(spec, epoch, balloon, next, count);
        }

        Guest counting(long next) {
            return new Guest(spec, epoch, balloon, state, next);
        }
    }

    private final Map<VmId, Guest> guests = new LinkedHashMap<>();
    private final Map<Start, RunTrace.Started> traces = new HashMap<>();
    private final List<Start> starts = new ArrayList<>();
    private final List<ForeignDomain> foreign = new ArrayList<>();
    private final List<Consumer<DomainChange>> listeners = new CopyOnWriteArrayList<>();
    private boolean reachable = true;
    private Optional<String> refusal = Optional.empty();
    private Optional<Guest> underWay = Optional.empty();

    @Override
    public synchronized Action start(DomainSpec spec, long epoch) {
        Stopwatch watch = called("start", spec.vm());
        underWay.filter(late -> !guests.containsKey(late.spec.vm())).ifPresent(this::run);
        underWay = Optional.empty();
        if (guests.containsKey(spec.vm())) {
            throw new HypervisorException(Category.REFUSED, watch.ended("domain already exists"));
        }
        if (refusal.isPresent()) {
            throw new HypervisorException(Category.REFUSED, watch.ended(refusal.get()));
        }
        run(new Guest(spec, epoch, spec.memory(), DomainState.RUNNING, 0));
        return watch.ok();
    }

    private void run(Guest guest) {
        VmId vm = guest.spec.vm();
        Start start = new Start(vm, guest.epoch);
        starts.add(start);
        traces.keySet().removeIf(older -> older.vm().equals(vm));
        traces.put(start, new RunTrace.Started(StopReason.UNKNOWN));
        guests.put(vm, guest);
        tell(new DomainChange.Started(vm));
    }

    @Override
    public synchronized Action stop(VmId vm, StopMode mode) {
        Stopwatch watch = called("stop", vm);
        if (!guests.containsKey(vm)) {
            throw new HypervisorException(Category.ABSENT, watch.ended("no domain"));
        }
        end(vm, mode == StopMode.FORCED ? StopReason.DESTROYED : StopReason.GUEST_SHUTDOWN);
        return watch.ok();
    }

    @Override
    public synchronized Action pause(VmId vm) {
        Stopwatch watch = called("pause", vm);
        guest(vm, watch);
        halt(vm, DomainState.PAUSED);
        return watch.ok();
    }

    @Override
    public synchronized Action resume(VmId vm) {
        Stopwatch watch = called("resume", vm);
        guest(vm, watch);
        halt(vm, DomainState.RUNNING);
        return watch.ok();
    }

    @Override
    public synchronized Action restart(VmId vm, StopMode mode) {
        Stopwatch watch = called("restart", vm);
        guests.put(vm, guest(vm, watch).counting(0));
        if (mode == StopMode.GRACEFUL) {
            tell(new DomainChange.Restarted(vm));
        }
        return watch.ok();
    }

    @Override
    public synchronized Action remove(VmId vm) {
        Stopwatch watch = called("remove", vm);
        end(vm, StopReason.DESTROYED);
        traces.keySet().removeIf(start -> start.vm().equals(vm));
        return watch.ok();
    }

    @Override
    public synchronized Optional<OwnDomain> find(VmId vm) {
        called("find", vm);
        return Optional.ofNullable(guests.get(vm)).map(g -> new OwnDomain(vm, g.epoch, g.state));
    }

    @Override
    public synchronized Inventory list() {
        called("list", "all");
        return new Inventory(
                guests.values().stream()
                        .map(g -> new OwnDomain(g.spec.vm(), g.epoch, g.state))
                        .toList(),
                foreign);
    }

    @Override
    public synchronized RunTrace trace(VmId vm, long epoch) {
        RunTrace trace = traces.get(new Start(vm, epoch));
        return trace == null ? new RunTrace.NeverStarted() : trace;
    }

    @Override
    public synchronized Action setBalloon(VmId vm, MemorySize target) {
        Stopwatch watch = called("setBalloon", vm);
        Guest guest = guest(vm, watch);
        guests.put(vm, guest.with(MemorySize.min(target, guest.spec.memory())));
        return watch.ok();
    }

    @Override
    public synchronized MemoryReading memory(VmId vm) {
        Guest guest = guest(vm, called("memory", vm));
        return new MemoryReading(
                guest.balloon,
                guest.balloon,
                Optional.of(new GuestMemory(
                        guest.balloon, guest.balloon, guest.balloon, 0, MemorySize.ZERO, Instant.EPOCH)));
    }

    private static Guest guest(Optional<Guest> guest, Stopwatch watch) {
        return guest.orElseThrow(() -> new HypervisorException(Category.ABSENT, watch.ended("no domain")));
    }

    private Guest guest(VmId vm, Stopwatch watch) {
        return guest(Optional.ofNullable(guests.get(vm)), watch);
    }

    @Override
    public Subscription listen(Consumer<DomainChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private Stopwatch called(String call, Object target) {
        Stopwatch watch = new Stopwatch(call, target);
        if (!reachable) {
            throw new HypervisorException(Category.UNREACHABLE, watch.ended("not reachable"));
        }
        return watch;
    }

    /** The guest ends for a reason of its own, or of somebody else's. */
    public synchronized void end(VmId vm, StopReason reason) {
        Guest guest = guests.remove(vm);
        if (guest != null) {
            traces.put(new Start(vm, guest.epoch), new RunTrace.Started(reason));
            tell(new DomainChange.Stopped(vm, reason));
        }
    }

    /** The guest stands still, or goes on, for a reason of its own or of somebody else's. */
    public synchronized void halt(VmId vm, DomainState state) {
        Guest guest = guests.get(vm);
        if (guest != null) {
            guests.put(vm, guest.in(state));
            tell(new DomainChange.Halted(vm));
        }
    }

    /** How far the guest has counted: it counts when it is looked at, unless it stands still. */
    synchronized long count(VmId vm) {
        Guest guest = guest(vm, called("count", vm));
        Guest now = guest.state == DomainState.RUNNING ? guest.counting(guest.count + 1) : guest;
        guests.put(vm, now);
        return now.count;
    }

    /** A start is asked for by a process that dies at once: nothing is to be seen of it until just before the next start. */
    public synchronized void startUnheard(DomainSpec spec, long epoch) {
        underWay = Optional.of(new Guest(spec, epoch, spec.memory(), DomainState.RUNNING, 0));
    }

    /** The host loses power: all guests are gone and nothing says why. */
    public synchronized void hostBoot() {
        underWay = Optional.empty();
        guests.clear();
    }

    public synchronized void setReachable(boolean now) {
        if (reachable != now) {
            reachable = now;
            tell(now ? new DomainChange.Reachable() : new DomainChange.Unreachable());
        }
    }

    /** From now on starts are refused with these words; with none, they succeed again. */
    public synchronized void refuseStarts(Optional<String> words) {
        refusal = words;
    }

    public synchronized void addForeign(ForeignDomain domain) {
        foreign.add(domain);
    }

    /** Every start that ever succeeded, oldest first. */
    public synchronized List<Start> starts() {
        return List.copyOf(starts);
    }

    /** The epoch of the VM's domain; empty when it has none. Does not ask whether the hypervisor is reachable. */
    public synchronized Optional<Long> runningEpoch(VmId vm) {
        return Optional.ofNullable(guests.get(vm)).map(Guest::epoch);
    }

    private void tell(DomainChange change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
