package io.tidemark.network.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Companion;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import io.tidemark.network.application.Addresses;
import io.tidemark.network.application.DefaultNetwork;
import io.tidemark.network.application.Networks;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.NodeId;
import io.tidemark.network.port.Port;
import io.tidemark.network.port.PortCommand;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.Shape;
import io.tidemark.network.port.VmId;
import io.tidemark.network.segment.Network;
import io.tidemark.network.segment.NetworkId;
import io.tidemark.network.segment.NetworkProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A virtual machine's port follows the machine: allocated when it is defined, bound for each start, released with it. What
 * is asked for again is done if it was not.
 */
@ApplicationScoped
public class ComputeReaction implements Reaction {
    private static final String VM = "tidemark.compute.vm.";
    private static final String DEFINED = VM + "defined.v1";
    private static final String PLACED = VM + "placed.v1";
    private static final String COMPENSATION_ASKED = VM + "compensation-asked.v1";
    private static final String ASKED_AGAIN = VM + "asked-again.v1";
    private static final String START_FAILED = VM + "start-failed.v1";
    private static final String STOPPED = VM + "stopped.v1";
    private static final String CREATION_FAILED = VM + "creation-failed.v1";
    private static final String DELETED = VM + "deleted.v1";

    private final Ports ports;
    private final Networks networks;
    private final Addresses addresses;
    private final DefaultNetwork defaultNetwork;

    public ComputeReaction(Ports ports, Networks networks, Addresses addresses, DefaultNetwork defaultNetwork) {
        this.ports = ports;
        this.networks = networks;
        this.addresses = addresses;
        this.defaultNetwork = defaultNetwork;
    }

    private record Defined(VmId vmId, Spec spec) {}

    private record Spec(String tenantId, Optional<NetworkId> networkId, Optional<Shape> shape) {}

    private record Placed(VmId vmId, NodeId nodeId, long epoch) {}

    private record Ended(VmId vmId, long epoch) {}

    private record Compensation(VmId vmId, long epoch, String grant) {}

    private record AskedAgain(VmId vmId, Spec spec, Optional<NodeId> nodeId, long epoch, String step) {}

    private record Gone(VmId vmId) {}

    @Override
    public Set<String> types() {
        return Set.of(
                DEFINED, PLACED, COMPENSATION_ASKED, ASKED_AGAIN, START_FAILED, STOPPED, CREATION_FAILED, DELETED);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        return switch (event.type()) {
            case DEFINED -> allocate(event.as(Defined.class));
            case PLACED -> {
                Placed e = event.as(Placed.class);
                yield change(e.vmId(), new PortCommand.Bind(e.nodeId(), e.epoch()));
            }
            case COMPENSATION_ASKED -> {
                Compensation e = event.as(Compensation.class);
                yield e.grant().equals("port") ? change(e.vmId(), new PortCommand.Unbind(e.epoch())) : nothing();
            }
            case ASKED_AGAIN -> again(event.as(AskedAgain.class));
            case START_FAILED, STOPPED -> {
                Ended e = event.as(Ended.class);
                yield change(e.vmId(), new PortCommand.Unbind(e.epoch()));
            }
            case CREATION_FAILED, DELETED -> release(event.as(Gone.class).vmId());
            default -> throw new IllegalArgumentException(event.type());
        };
    }

    private Uni<Effect> again(AskedAgain e) {
        return switch (e.step()) {
            case "port" -> allocate(new Defined(e.vmId(), e.spec()));
            case "grants" ->
                e.nodeId()
                        .map(node -> change(e.vmId(), new PortCommand.Bind(node, e.epoch())))
                        .orElseGet(ComputeReaction::nothing);
            case "unbinding" -> change(e.vmId(), new PortCommand.Unbind(e.epoch()));
            default -> nothing();
        };
    }

    private static Uni<Effect> nothing() {
        return Uni.createFrom().item(Effect.none());
    }

    private Uni<Effect> allocate(Defined e) {
        NetworkId networkId = e.spec().networkId().orElse(Networks.DEFAULT);
        return defaultNetwork.make().chain(() -> networks.state(networkId)).chain(network -> switch (network) {
            case Network.Present present when mayUse(e.spec().tenantId(), present) -> allocate(e, networkId, present);
            case Network.Present _, Network.Absent _ ->
                refuse(e, NetworkProblem.NETWORK_NOT_FOUND, "no network " + networkId + " for this tenant");
        });
    }

    private static boolean mayUse(String tenantId, Network.Present network) {
        return network.tenantId().isEmpty() || network.tenantId().equals(tenantId);
    }

    private Uni<Effect> allocate(Defined e, NetworkId networkId, Network.Present network) {
        PortId port = Ports.idFor(e.vmId());
        return addresses.free(networkId, port, network).chain(free -> {
            if (free.isEmpty()) {
                return refuse(e, NetworkProblem.NETWORK_FULL, network.cidr() + " has no free address");
            }
            Addresses.Pair pair = free.get();
            PortCommand allocate = new PortCommand.Allocate(
                    e.vmId(),
                    e.spec().tenantId(),
                    networkId,
                    pair.mac(),
                    pair.ip(),
                    e.spec().shape().orElse(Shape.UNLIMITED));
            return plan(port, e.spec().tenantId(), allocate, Addresses.claim(networkId, port, pair));
        });
    }

    private Uni<Effect> refuse(Defined e, NetworkProblem problem, String detail) {
        PortId port = Ports.idFor(e.vmId());
        String tenant = e.spec().tenantId();
        return plan(port, tenant, new PortCommand.Refuse(e.vmId(), tenant, problem.name(), detail), List.of());
    }

    private Uni<Effect> change(VmId vmId, PortCommand command) {
        return plan(Ports.idFor(vmId), "", command, List.of());
    }

    private Uni<Effect> release(VmId vmId) {
        PortId port = Ports.idFor(vmId);
        return ports.state(port).chain(state -> {
            List<Companion> freed = state instanceof Port.Allocated s
                    ? Addresses.release(
                            s.body().networkId(),
                            port,
                            new Addresses.Pair(s.body().ip(), s.body().mac()))
                    : List.of();
            return plan(port, "", new PortCommand.Release(), freed);
        });
    }

    /** The claims commit only together with events: a plan without events claims nothing. */
    private Uni<Effect> plan(PortId port, String tenantId, PortCommand command, List<Companion> companions) {
        return ports.plan(port, Ports.path(tenantId, port), command).map(plan -> switch (plan) {
            case Aggregates.Plan.Write<Port> write ->
                new Effect(
                        List.of(write.write()),
                        write.state() instanceof Port.Refused
                                        || write.write().events().isEmpty()
                                ? List.of()
                                : companions);
            case Aggregates.Plan.Refuse<Port> _ -> Effect.none();
        });
    }
}
