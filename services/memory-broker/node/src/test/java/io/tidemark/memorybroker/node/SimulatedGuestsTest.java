package io.tidemark.memorybroker.node;

import io.tidemark.memorybroker.node.simulated.SimulatedGuests;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.UUID;

class SimulatedGuestsTest extends GuestMemoryContract {
    private final SimulatedGuests guests = new SimulatedGuests(() -> Instant.EPOCH);

    @Override
    protected GuestMemory memory() {
        return guests;
    }

    @Override
    protected VmId runGuest(long epoch, MemorySize boot) {
        VmId vm = new VmId(new UUID(1, epoch));
        guests.run(vm, epoch, boot, MemorySize.ofMebibytes(64), true);
        return vm;
    }
}
