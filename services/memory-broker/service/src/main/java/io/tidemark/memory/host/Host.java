package io.tidemark.memory.host;

import io.tidemark.units.MemorySize;
import java.util.Map;
import java.util.Optional;

/** The states of a node's memory. */
public sealed interface Host {

    /** The node has not told how much it has. */
    record Unknown() implements Host {}

    /** @param guests who has memory here, by virtual machine */
    record Known(MemorySize capacity, Map<VmId, Guest> guests) implements Host {
        public Known {
            guests = Map.copyOf(guests);
        }

        /** What is promised and cannot be promised again. */
        public MemorySize promised() {
            return guests.values().stream().map(Guest::promise).reduce(MemorySize.ZERO, MemorySize::plus);
        }
    }

    /**
     * A guest's hold on the node's memory.
     *
     * @param memory what it boots with; its balloon never gives it more
     * @param floor what it keeps whatever happens
     * @param overhead what QEMU needs beside it
     * @param limit set by people: it gets no more than this; empty is no limit
     * @param target what its balloon was last told
     * @param generation rises with every target, so that a node never goes back to an older one
     */
    record Guest(
            long epoch,
            String tenantId,
            MemorySize memory,
            MemorySize floor,
            MemorySize overhead,
            Optional<MemorySize> limit,
            MemorySize target,
            long generation) {
        MemorySize promise() {
            return floor.plus(overhead);
        }

        Guest aiming(MemorySize newTarget, long newGeneration) {
            return new Guest(epoch, tenantId, memory, floor, overhead, limit, newTarget, newGeneration);
        }

        Guest limited(MemorySize newLimit) {
            return new Guest(epoch, tenantId, memory, floor, overhead, Optional.of(newLimit), target, generation);
        }
    }
}
