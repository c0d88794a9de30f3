package io.tidemark.compute.node.hypervisor;

import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.Optional;

/**
 * A guest's memory as seen from outside, and from inside where the guest says.
 *
 * @param actual what the balloon leaves the guest now
 * @param resident what the virtual machine process holds of the host's memory
 * @param guest empty when the guest gives no evidence (no balloon driver yet); never zeroes instead
 */
public record MemoryReading(MemorySize actual, MemorySize resident, Optional<GuestMemory> guest) {
    /**
     * What the guest's balloon driver reported last.
     *
     * @param unused memory used for nothing at all
     * @param available the guest's memory in total, as its kernel counts it
     * @param usable memory that could be had without swapping (Linux: MemAvailable)
     * @param majorFaults page faults that read from a disk, since boot
     * @param swappedOut written to swap since boot
     * @param reportedAt when the guest said so; whole seconds
     */
    public record GuestMemory(
            MemorySize unused,
            MemorySize available,
            MemorySize usable,
            long majorFaults,
            MemorySize swappedOut,
            Instant reportedAt) {}
}
