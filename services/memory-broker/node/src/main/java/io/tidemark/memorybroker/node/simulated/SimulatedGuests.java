package io.tidemark.memorybroker.node.simulated;

import io.tidemark.memorybroker.node.Action;
import io.tidemark.memorybroker.node.GuestMemory;
import io.tidemark.memorybroker.node.GuestMemoryException;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.memorybroker.node.VmId;
import io.tidemark.units.MemorySize;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guests whose balloons move a fixed amount each time they are looked at, and no further than the guest can give. */
public final class SimulatedGuests implements GuestMemory {
    private static final MemorySize STEP = MemorySize.ofMebibytes(64);
    private static final MemorySize RESIDENT = MemorySize.ofMebibytes(200);

    private final Map<VmId, Guest> running = new LinkedHashMap<>();
    private final InstantSource clock;
    private boolean reachable = true;

    /** A running guest; the smallest is what it needs for itself, below which its balloon does not go. */
    private record Guest(
            long epoch, MemorySize boot, MemorySize smallest, MemorySize target, MemorySize actual, boolean driver) {
        Guest moved() {
            if (!driver) {
                return this;
            }
            MemorySize goal = MemorySize.max(target, smallest);
            MemorySize next = actual.isMoreThan(goal)
                    ? MemorySize.max(goal, actual.minusOrZero(STEP))
                    : MemorySize.min(goal, actual.plus(STEP));
            return new Guest(epoch, boot, smallest, target, next, true);
        }
    }

    public SimulatedGuests(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void run(VmId vm, long epoch, MemorySize boot, MemorySize smallest, boolean driver) {
        running.put(vm, new Guest(epoch, boot, smallest, boot, boot, driver));
    }

    public synchronized void stop(VmId vm) {
        running.remove(vm);
    }

    public synchronized void setReachable(boolean now) {
        reachable = now;
    }

    public synchronized MemorySize targetOf(VmId vm) {
        return require(vm).target;
    }

    @Override
    public synchronized Action setTarget(VmId vm, MemorySize target) {
        Guest guest = require(vm);
        running.put(
                vm,
                new Guest(
                        guest.epoch,
                        guest.boot,
                        guest.smallest,
                        MemorySize.min(target, guest.boot),
                        guest.actual,
                        guest.driver));
        return new Action("simulate balloon", vm + " " + target, clock.instant(), 0, Action.OK);
    }

    @Override
    public synchronized Optional<GuestReading> statistics(VmId vm) {
        requireReachable();
        return Optional.ofNullable(running.computeIfPresent(vm, (id, guest) -> guest.moved()))
                .map(guest -> reading(vm, guest));
    }

    @Override
    public synchronized List<GuestReading> statistics() {
        return List.copyOf(running.keySet()).stream()
                .flatMap(vm -> statistics(vm).stream())
                .toList();
    }

    private GuestReading reading(VmId vm, Guest guest) {
        Optional<GuestReading.Reported> reported = guest.driver
                ? Optional.of(new GuestReading.Reported(
                        guest.actual, guest.boot, guest.actual, 0, MemorySize.ZERO, clock.instant()))
                : Optional.empty();
        return new GuestReading(vm, guest.epoch, guest.actual, RESIDENT, reported);
    }

    private Guest require(VmId vm) {
        requireReachable();
        @Nullable Guest guest = running.get(vm);
        if (guest == null) {
            Action refused = new Action("simulate balloon", vm.value(), clock.instant(), 0, "no such guest");
            throw new GuestMemoryException("guest " + vm + " does not run", refused, null);
        }
        return guest;
    }

    private void requireReachable() {
        if (!reachable) {
            throw new GuestMemoryException("nobody answers", null, null);
        }
    }
}
