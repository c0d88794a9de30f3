package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.VmId;

/** What the memory module knows about reservations on this node. */
public interface MemoryReadiness {
    /** Whether memory is held for this VM under exactly this epoch. Answers at once. */
    boolean isHeld(VmId vm, long epoch);
}
