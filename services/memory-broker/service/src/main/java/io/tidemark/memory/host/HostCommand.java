package io.tidemark.memory.host;

import io.tidemark.units.MemorySize;

/** What can be asked of a node's memory. */
public sealed interface HostCommand {
    /** The node told how much it has. */
    record Learn(MemorySize capacity) implements HostCommand {}

    /** A guest is about to start here. */
    record Reserve(VmId vmId, String tenantId, long epoch, MemorySize memory, MemorySize reservation, int vcpus)
            implements HostCommand {}

    /** A guest ended here, or never came to be; the epoch is its last. */
    record Release(VmId vmId, long epoch) implements HostCommand {}

    /** Policy wants another target; {@code reason} says why. */
    record Aim(VmId vmId, long epoch, MemorySize target, String reason) implements HostCommand {}

    record Limit(VmId vmId, MemorySize limit) implements HostCommand {}

    /** The node moved the balloon. */
    record ReportMoved(VmId vmId, long epoch, MemorySize target, MemorySize actual) implements HostCommand {}
}
