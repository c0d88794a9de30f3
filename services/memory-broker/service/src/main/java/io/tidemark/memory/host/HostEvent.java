package io.tidemark.memory.host;

import io.tidemark.units.MemorySize;

/** What happened to a node's memory. The records are the published payloads. */
public sealed interface HostEvent {
    NodeId nodeId();

    record CapacityLearned(NodeId nodeId, MemorySize capacityBytes) implements HostEvent {}

    record ReservationGranted(
            NodeId nodeId,
            VmId vmId,
            String tenantId,
            long epoch,
            MemorySize memoryBytes,
            MemorySize reservationBytes,
            MemorySize overheadBytes)
            implements HostEvent {}

    record ReservationRefused(
            NodeId nodeId,
            VmId vmId,
            String tenantId,
            long epoch,
            String code,
            String detail,
            MemorySize neededBytes,
            MemorySize freeBytes)
            implements HostEvent {}

    record ReservationReleased(NodeId nodeId, VmId vmId, long epoch) implements HostEvent {}

    record BalloonTargetSet(
            NodeId nodeId,
            VmId vmId,
            long epoch,
            MemorySize fromBytes,
            MemorySize targetBytes,
            long generation,
            String reason)
            implements HostEvent {}

    record BalloonMoved(NodeId nodeId, VmId vmId, long epoch, MemorySize targetBytes, MemorySize actualBytes)
            implements HostEvent {}

    record GuestLimitSet(NodeId nodeId, VmId vmId, MemorySize limitBytes) implements HostEvent {}
}
