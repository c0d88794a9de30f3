package io.tidemark.node.guest;

import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import io.tidemark.compute.node.hypervisor.MemoryReading;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import io.tidemark.memorybroker.node.Action;
import io.tidemark.memorybroker.node.GuestMemory;
import io.tidemark.memorybroker.node.GuestMemoryException;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.memorybroker.node.VmId;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The memory broker's view of guests, through compute's hypervisor. */
public final class HypervisorGuestMemory implements GuestMemory {
    private final Hypervisor hypervisor;

    public HypervisorGuestMemory(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public Action setTarget(VmId vm, MemorySize target) {
        try {
            return action(hypervisor.setBalloon(ofCompute(vm), target), target);
        } catch (HypervisorException e) {
            throw failure(e, action(e.action(), target));
        }
    }

    @Override
    public Optional<GuestReading> statistics(VmId vm) {
        try {
            return hypervisor.find(ofCompute(vm)).flatMap(this::read);
        } catch (HypervisorException e) {
            throw failure(e, null);
        }
    }

    @Override
    public List<GuestReading> statistics() {
        try {
            return hypervisor.list().own().stream()
                    .flatMap(domain -> read(domain).stream())
                    .toList();
        } catch (HypervisorException e) {
            throw failure(e, null);
        }
    }

    /** Empty when the guest stopped since it was listed. */
    private Optional<GuestReading> read(OwnDomain domain) {
        try {
            MemoryReading reading = hypervisor.memory(domain.vm());
            return Optional.of(new GuestReading(
                    new VmId(domain.vm().value()),
                    domain.epoch(),
                    reading.actual(),
                    reading.resident(),
                    reading.guest().map(HypervisorGuestMemory::reported)));
        } catch (HypervisorException e) {
            if (e.category() == Category.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static GuestReading.Reported reported(MemoryReading.GuestMemory guest) {
        return new GuestReading.Reported(
                guest.unused(),
                guest.available(),
                guest.usable(),
                guest.majorFaults(),
                guest.swappedOut(),
                guest.reportedAt());
    }

    private static io.tidemark.compute.node.VmId ofCompute(VmId vm) {
        return new io.tidemark.compute.node.VmId(vm.uuid());
    }

    private static Action action(io.tidemark.compute.node.Action done, MemorySize target) {
        return new Action(done.call(), done.target() + " " + target, done.startedAt(), done.micros(), done.outcome());
    }

    private static GuestMemoryException failure(HypervisorException e, @Nullable Action action) {
        return new GuestMemoryException(String.valueOf(e.getMessage()), action, e);
    }
}
