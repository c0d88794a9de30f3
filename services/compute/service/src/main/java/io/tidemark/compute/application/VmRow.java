package io.tidemark.compute.application;

import io.tidemark.compute.vm.Port;
import io.tidemark.compute.vm.VmSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine as the API shows it.
 *
 * @param purgeAt when a deleted one is removed for good; empty while it is not deleted
 */
public record VmRow(
        String id,
        String tenantId,
        String name,
        String state,
        int vcpus,
        long memoryBytes,
        long memoryReservationBytes,
        String imageId,
        long diskBytes,
        Optional<String> networkId,
        Optional<String> nodeId,
        long epoch,
        List<Port> ports,
        Optional<Problem> problem,
        Optional<Instant> purgeAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The state of a machine in the trash. */
    public static final String DELETED = "deleted";

    /** The states in which its memory is taken on its node. */
    public static final Set<String> COMMITTED = Set.of("starting", "running", "stopping");

    /** Why its last start or its creation failed. */
    public record Problem(String code, String detail) {}

    public static VmRow defined(String id, VmSpec spec, Instant at) {
        return new VmRow(
                id,
                spec.tenantId().value(),
                spec.name(),
                "provisioning",
                spec.vcpus(),
                spec.memoryBytes().bytes(),
                spec.memoryReservationBytes().bytes(),
                spec.imageId().value(),
                spec.diskBytes().bytes(),
                spec.networkId().map(id2 -> id2.value()),
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                at,
                at);
    }

    public VmRow renamed(String newName, Instant at) {
        return with(newName, state, nodeId, epoch, ports, problem, purgeAt, at);
    }

    public VmRow in(String newState, Instant at) {
        return with(name, newState, nodeId, epoch, ports, problem, purgeAt, at);
    }

    public VmRow attached(Port port, Instant at) {
        return with(name, "stopped", nodeId, epoch, List.of(port), problem, purgeAt, at);
    }

    public VmRow placed(String node, long newEpoch, Instant at) {
        return with(name, "starting", Optional.of(node), newEpoch, ports, Optional.empty(), purgeAt, at);
    }

    public VmRow failed(String newState, Problem why, Instant at) {
        return with(name, newState, nodeId, epoch, ports, Optional.of(why), purgeAt, at);
    }

    public VmRow raised(long newEpoch, Instant at) {
        return with(name, "starting", nodeId, newEpoch, ports, problem, purgeAt, at);
    }

    /** @param until when it is removed for good; empty when it is not in the trash */
    public VmRow kept(String newState, Optional<Instant> until, Instant at) {
        return with(name, newState, nodeId, epoch, ports, problem, until, at);
    }

    private VmRow with(
            String newName,
            String newState,
            Optional<String> newNode,
            long newEpoch,
            List<Port> newPorts,
            Optional<Problem> newProblem,
            Optional<Instant> newPurgeAt,
            Instant at) {
        return new VmRow(
                id,
                tenantId,
                newName,
                newState,
                vcpus,
                memoryBytes,
                memoryReservationBytes,
                imageId,
                diskBytes,
                networkId,
                newNode,
                newEpoch,
                newPorts,
                newProblem,
                newPurgeAt,
                createdAt,
                at);
    }
}
