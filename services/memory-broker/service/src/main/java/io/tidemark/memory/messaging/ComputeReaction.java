package io.tidemark.memory.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.memory.application.Hosts;
import io.tidemark.memory.host.Host;
import io.tidemark.memory.host.HostCommand;
import io.tidemark.memory.host.NodeId;
import io.tidemark.memory.host.VmId;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * A guest's hold on memory follows the guest: reserved when it is placed, released on every way it can end. What is asked
 * for again is done if it was not.
 */
@ApplicationScoped
public class ComputeReaction implements Reaction {
    private static final String NODE_REGISTERED = "tidemark.compute.node.registered.v1";
    private static final String PLACED = "tidemark.compute.vm.placed.v1";
    private static final String COMPENSATION_ASKED = "tidemark.compute.vm.compensation-asked.v1";
    private static final String ASKED_AGAIN = "tidemark.compute.vm.asked-again.v1";
    private static final String START_FAILED = "tidemark.compute.vm.start-failed.v1";
    private static final String STOPPED = "tidemark.compute.vm.stopped.v1";
    private static final String MOVED = "tidemark.node.balloon.moved.v1";

    private final Hosts hosts;

    public ComputeReaction(Hosts hosts) {
        this.hosts = hosts;
    }

    private record NodeRegistered(NodeId nodeId, MemorySize memoryBytes) {}

    private record Placed(
            VmId vmId,
            String tenantId,
            NodeId nodeId,
            long epoch,
            MemorySize memoryBytes,
            MemorySize memoryReservationBytes,
            int vcpus) {}

    private record Ended(VmId vmId, Optional<NodeId> nodeId, long epoch) {}

    private record Compensation(VmId vmId, NodeId nodeId, long epoch, String grant) {}

    private record AskedAgain(VmId vmId, Spec spec, Optional<NodeId> nodeId, long epoch, String step) {}

    private record Spec(String tenantId, int vcpus, MemorySize memoryBytes, MemorySize memoryReservationBytes) {}

    private record Moved(VmId vmId, long epoch, MemorySize targetBytes, MemorySize actualBytes) {}

    @Override
    public Set<String> types() {
        return Set.of(NODE_REGISTERED, PLACED, COMPENSATION_ASKED, ASKED_AGAIN, START_FAILED, STOPPED, MOVED);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        return switch (event.type()) {
            case NODE_REGISTERED -> {
                NodeRegistered e = event.as(NodeRegistered.class);
                yield plan(e.nodeId(), new HostCommand.Learn(e.memoryBytes()));
            }
            case PLACED -> {
                Placed e = event.as(Placed.class);
                yield plan(
                        e.nodeId(),
                        new HostCommand.Reserve(
                                e.vmId(),
                                e.tenantId(),
                                e.epoch(),
                                e.memoryBytes(),
                                e.memoryReservationBytes(),
                                e.vcpus()));
            }
            case COMPENSATION_ASKED -> {
                Compensation e = event.as(Compensation.class);
                yield e.grant().equals("memory")
                        ? plan(e.nodeId(), new HostCommand.Release(e.vmId(), e.epoch()))
                        : nothing();
            }
            case ASKED_AGAIN -> again(event.as(AskedAgain.class));
            case START_FAILED, STOPPED -> {
                Ended e = event.as(Ended.class);
                yield e.nodeId()
                        .map(node -> plan(node, new HostCommand.Release(e.vmId(), e.epoch())))
                        .orElseGet(ComputeReaction::nothing);
            }
            case MOVED -> {
                Moved e = event.as(Moved.class);
                yield plan(
                        new NodeId(event.aggregate()),
                        new HostCommand.ReportMoved(e.vmId(), e.epoch(), e.targetBytes(), e.actualBytes()));
            }
            default -> throw new IllegalArgumentException(event.type());
        };
    }

    private Uni<Effect> again(AskedAgain e) {
        return e.nodeId().map(node -> again(e, node)).orElseGet(ComputeReaction::nothing);
    }

    private Uni<Effect> again(AskedAgain e, NodeId node) {
        return switch (e.step()) {
            case "grants" ->
                plan(
                        node,
                        new HostCommand.Reserve(
                                e.vmId(),
                                e.spec().tenantId(),
                                e.epoch(),
                                e.spec().memoryBytes(),
                                e.spec().memoryReservationBytes(),
                                e.spec().vcpus()));
            case "release" -> plan(node, new HostCommand.Release(e.vmId(), e.epoch()));
            default -> nothing();
        };
    }

    private static Uni<Effect> nothing() {
        return Uni.createFrom().item(Effect.none());
    }

    private Uni<Effect> plan(NodeId node, HostCommand command) {
        return hosts.plan(node, command).map(plan -> switch (plan) {
            case Aggregates.Plan.Write<Host> write -> Effect.of(write.write());
            case Aggregates.Plan.Refuse<Host> _ -> Effect.none();
        });
    }
}
