package io.tidemark.node.guest;

import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.FakeHypervisor;
import io.tidemark.memorybroker.node.GuestMemory;
import io.tidemark.memorybroker.node.GuestMemoryContract;
import io.tidemark.memorybroker.node.VmId;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.UUID;

class HypervisorGuestMemoryTest extends GuestMemoryContract {
    private final FakeHypervisor hypervisor = new FakeHypervisor();
    private final GuestMemory memory = new HypervisorGuestMemory(hypervisor);

    @Override
    protected GuestMemory memory() {
        return memory;
    }

    @Override
    protected VmId runGuest(long epoch, MemorySize boot) {
        UUID id = UUID.randomUUID();
        hypervisor.start(
                new DomainSpec(
                        new io.tidemark.compute.node.VmId(id), "tester", "tenant", 1, boot, List.of(), List.of()),
                epoch);
        return new VmId(id);
    }
}
