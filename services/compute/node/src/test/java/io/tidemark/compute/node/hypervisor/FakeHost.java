package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.VmId;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.UUID;

/** The host of the in-memory hypervisor. */
final class FakeHost implements GuestHost {
    private final FakeHypervisor hypervisor = new FakeHypervisor();

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public Hypervisor again() {
        return hypervisor;
    }

    @Override
    public DomainSpec newGuest() {
        return new DomainSpec(
                new VmId(UUID.randomUUID()), "guest", "tenant", 1, MemorySize.ofMebibytes(192), List.of(), List.of());
    }

    @Override
    public void awaitUserspace(VmId vm) {}

    @Override
    public long count(VmId vm) {
        return hypervisor.count(vm);
    }

    @Override
    public void switchOffInside(VmId vm) {
        hypervisor.end(vm, StopReason.GUEST_SHUTDOWN);
    }

    @Override
    public void killProcess(VmId vm) {
        hypervisor.end(vm, StopReason.CRASHED);
    }

    @Override
    public String startForeign() {
        hypervisor.addForeign(new ForeignDomain("somebody's", UUID.randomUUID().toString(), "running"));
        return "somebody's";
    }

    @Override
    public void bounce() {
        hypervisor.setReachable(false);
        hypervisor.setReachable(true);
    }

    @Override
    public void close() {}
}
