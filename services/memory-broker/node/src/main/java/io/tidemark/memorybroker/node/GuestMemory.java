package io.tidemark.memorybroker.node;

import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;

/**
 * The memory of the guests that run on this host for this platform. Every sentence here is a test in the contract suite.
 * Thread-safe; calls block for some milliseconds.
 */
public interface GuestMemory {
    /**
     * Asks a guest to shrink or grow to this amount. Returns when the request stands; the guest follows in its own time. A
     * target above the memory at boot asks for the memory at boot.
     *
     * @throws GuestMemoryException when the guest does not run or cannot be asked
     */
    Action setTarget(VmId vm, MemorySize target);

    /**
     * The newest statistics; empty when the guest does not run.
     *
     * @throws GuestMemoryException when nobody can be asked
     */
    Optional<GuestReading> statistics(VmId vm);

    /**
     * The newest statistics of every running guest of this platform, in no order.
     *
     * @throws GuestMemoryException when nobody can be asked
     */
    List<GuestReading> statistics();
}
