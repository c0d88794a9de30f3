package io.tidemark.memorybroker.node;

import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.Optional;

/**
 * A running guest's memory as seen from outside, and from inside where the guest says.
 *
 * @param epoch under which it was started
 * @param actual what the balloon leaves the guest now
 * @param resident what its process holds of the host's memory
 * @param reported empty when the guest's balloon driver says nothing (not there yet, or never): no evidence, not zero
 */
public record GuestReading(VmId vm, long epoch, MemorySize actual, MemorySize resident, Optional<Reported> reported) {
    /**
     * What the guest's balloon driver said last.
     *
     * @param unused memory used for nothing at all
     * @param available the guest's memory in total, as its kernel counts it
     * @param usable memory that could be had without swapping (Linux: MemAvailable)
     * @param majorFaults page faults that read from a disk, since boot
     * @param swappedOut written to swap, since boot
     * @param at when the guest said so; whole seconds
     */
    public record Reported(
            MemorySize unused,
            MemorySize available,
            MemorySize usable,
            long majorFaults,
            MemorySize swappedOut,
            Instant at) {}
}
