package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.units.MemorySize;
import java.time.Instant;
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

    /**
     * The start is given up, and whoever gave {@code grant} shall take it back. One at a time, the last one taken first.
     *
     * @param epoch whatever was granted under it or before is meant
     * @param code why the start is given up
     * @param actions what the node did, when it was the node that said so
     */
    record VmCompensationAsked(
            VmId vmId, NodeId nodeId, long epoch, Grant grant, String code, String detail, List<NodeAction> actions)
            implements VmEvent {}

    /** @param confirmed false when there was no answer in time: whoever holds it gives it back when the start has failed */
    record VmCompensationEnded(VmId vmId, NodeId nodeId, long epoch, Grant grant, boolean confirmed)
            implements VmEvent {}

    /** Only the node can end this step, and it has not in time. */
    record VmStepOverdue(VmId vmId, NodeId nodeId, long epoch, VmStep step, String code, String detail)
            implements VmEvent {}

    /**
     * What is waited for is asked for once more: whoever was asked does it if it is not done, and a node tells again.
     *
     * @param nodeId the node that is meant, if any
     * @param generation of the directive to that node
     * @param step what is waited for; {@code look} when the node shall only tell what it sees
     */
    record VmAskedAgain(
            VmId vmId, VmSpec spec, Optional<NodeId> nodeId, long epoch, long generation, VmStep step, String reason)
            implements VmEvent {}

    /** A label for people changed; a running guest is told of it with its next start. */
    record VmRenamed(VmId vmId, String name) implements VmEvent {}

    record VmStopDirected(VmId vmId, NodeId nodeId, long epoch, StopMode mode) implements VmEvent {}

    /** @param cause requested, guest-shutdown, crashed, host-boot or observed (somebody did it behind our back) */
    record VmStopped(VmId vmId, NodeId nodeId, long epoch, String cause, List<NodeAction> actions) implements VmEvent {}

    record VmPauseDirected(VmId vmId, NodeId nodeId, long epoch) implements VmEvent {}

    record VmResumeDirected(VmId vmId, NodeId nodeId, long epoch) implements VmEvent {}

    /** @param number rises with each restart that is asked for under one epoch; the node makes it once */
    record VmRestartDirected(VmId vmId, NodeId nodeId, long epoch, long number, StopMode mode) implements VmEvent {}

    /** Its guest stands still. */
    record VmPaused(VmId vmId, NodeId nodeId, long epoch, Power.Standstill cause, List<NodeAction> actions)
            implements VmEvent {}

    /** Its guest goes on. @param requested whether it was asked for; otherwise somebody did it behind our back */
    record VmResumed(VmId vmId, NodeId nodeId, long epoch, boolean requested, List<NodeAction> actions)
            implements VmEvent {}

    record VmRestarted(VmId vmId, NodeId nodeId, long epoch, long number, List<NodeAction> actions)
            implements VmEvent {}

    /** A pause, resume or restart did not come about; it is not wanted any more. */
    record VmPowerFailed(
            VmId vmId, NodeId nodeId, long epoch, VmStep step, String code, String detail, List<NodeAction> actions)
            implements VmEvent {}

    /** Put into the trash: it keeps its volumes and its port, and cannot start. @param purgeAt when it is removed */
    record VmTrashed(VmId vmId, Instant purgeAt) implements VmEvent {}

    /** Brought back from the trash, stopped as it was. */
    record VmUndeleted(VmId vmId) implements VmEvent {}

    record VmDeleteDirected(VmId vmId, NodeId nodeId, long epoch) implements VmEvent {}

    record VmDeleted(VmId vmId) implements VmEvent {}
}
