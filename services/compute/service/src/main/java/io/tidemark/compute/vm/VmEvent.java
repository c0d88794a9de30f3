package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.units.MemorySize;
import java.util.List;
import java.util.Optional;

/** What happened to a virtual machine. The records are the published payloads, so each is self-contained. */
public sealed interface VmEvent {
    VmId vmId();

    record VmDefined(VmId vmId, VmSpec spec, boolean start) implements VmEvent {}

    /** @param startNext whether its start follows in the same operation */
    record VmPortAttached(VmId vmId, Port port, boolean startNext) implements VmEvent {}

    record VmCreationFailed(VmId vmId, String code, String detail) implements VmEvent {}

    record VmPlaced(
            VmId vmId,
            TenantId tenantId,
            NodeId nodeId,
            long epoch,
            MemorySize memoryBytes,
            MemorySize memoryReservationBytes,
            int vcpus,
            List<PortId> portIds,
            List<Placement.Verdict> reasons)
            implements VmEvent {}

    record VmMemoryGranted(VmId vmId, long epoch) implements VmEvent {}

    record VmPortBound(VmId vmId, long epoch, PortId portId, long generation) implements VmEvent {}

    record VmStartDirected(VmId vmId, NodeId nodeId, long epoch) implements VmEvent {}

    record VmStarted(VmId vmId, NodeId nodeId, long epoch, List<NodeAction> actions) implements VmEvent {}

    /** @param nodeId where it was to start; empty when no node was chosen */
    record VmStartFailed(
            VmId vmId, Optional<NodeId> nodeId, long epoch, String code, String detail, List<NodeAction> actions)
            implements VmEvent {}

    /** @param epoch the raised one, under which the node must not run it */
    record VmStartWithdrawn(VmId vmId, NodeId nodeId, long epoch, String code, String detail) implements VmEvent {}

    record VmStopDirected(VmId vmId, NodeId nodeId, long epoch, StopMode mode) implements VmEvent {}

    /** @param cause requested, guest-shutdown, crashed, host-boot or observed (somebody did it behind our back) */
    record VmStopped(VmId vmId, NodeId nodeId, long epoch, String cause, List<NodeAction> actions) implements VmEvent {}

    record VmDeleteDirected(VmId vmId, NodeId nodeId, long epoch) implements VmEvent {}

    record VmDeleted(VmId vmId) implements VmEvent {}
}
