package io.tidemark.compute.application;

import io.tidemark.compute.vm.Port;
import io.tidemark.compute.vm.Power;
import io.tidemark.compute.vm.VmSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine as the API shows it.
 *
 * @param pauseCause why its guest stands still, while it is {@code paused}: one of {@link Power.Standstill}
 * @param purgeAt when it is removed for good, while it is {@code deleted}
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
        Optional<String> pauseCause,
        Optional<Instant> purgeAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The state of a machine in the trash. */
    public static final String DELETED = "deleted";

    /** The states in which its memory is taken on its node. */
    public static final Set<String> COMMITTED = Set.of("starting", "running", "paused", "stopping");

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
                Optional.empty(),
                at,
                at);
    }

    public VmRow renamed(String newName, Instant at) {
        return with(newName, state, nodeId, epoch, ports, problem, at);
    }

    public VmRow in(String newState, Instant at) {
        return with(name, newState, nodeId, epoch, ports, problem, at);
    }

    public VmRow attached(Port port, Instant at) {
        return with(name, "stopped", nodeId, epoch, List.of(port), problem, at);
    }

    public VmRow placed(String node, long newEpoch, Instant at) {
        return with(name, "starting", Optional.of(node), newEpoch, ports, Optional.empty(), at);
    }

    public VmRow failed(String newState, Problem why, Instant at) {
        return with(name, newState, nodeId, epoch, ports, Optional.of(why), at);
    }

    public VmRow raised(long newEpoch, Instant at) {
        return with(name, "starting", nodeId, newEpoch, ports, problem, at);
    }

    public VmRow paused(Power.Standstill cause, Instant at) {
        return in("paused", at).because(Optional.of(cause.name()), Optional.empty());
    }

    /** @param until when it is removed for good */
    public VmRow trashed(Instant until, Instant at) {
        return in(DELETED, at).because(Optional.empty(), Optional.of(until));
    }

    /** What is said of a state goes with it. */
    private VmRow with(
            String newName,
            String newState,
            Optional<String> newNode,
            long newEpoch,
            List<Port> newPorts,
            Optional<Problem> newProblem,
            Instant at) {
        boolean stays = newState.equals(state);
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
                stays ? pauseCause : Optional.empty(),
                stays ? purgeAt : Optional.empty(),
                createdAt,
                at);
    }

    private VmRow because(Optional<String> cause, Optional<Instant> until) {
        return new VmRow(
                id,
                tenantId,
                name,
                state,
                vcpus,
                memoryBytes,
                memoryReservationBytes,
                imageId,
                diskBytes,
                networkId,
                nodeId,
                epoch,
                ports,
                problem,
                cause,
                until,
                createdAt,
                updatedAt);
    }
}
