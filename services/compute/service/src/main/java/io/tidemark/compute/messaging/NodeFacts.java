package io.tidemark.compute.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Nodes;
import io.tidemark.compute.fleet.Node;
import io.tidemark.compute.fleet.NodeCommand;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Failure;
import io.tidemark.compute.vm.NodeAction;
import io.tidemark.compute.vm.Power;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What nodes tell of themselves and of guests. The topic says which node speaks; a body that names another is not believed. */
@ApplicationScoped
public class NodeFacts implements Reaction {
    private static final String REGISTERED = "tidemark.node.node.registered.v1";
    private static final String DOMAINS = "tidemark.node.domain.observed.v1";
    private static final String RUNNING = "tidemark.node.vm.running.v1";
    private static final String STOPPED = "tidemark.node.vm.stopped.v1";
    private static final String POWER = "tidemark.node.vm.power.v1";
    private static final String START_FAILED = "tidemark.node.vm.start-failed.v1";
    private static final String ABSENT = "tidemark.node.vm.absent.v1";

    private final VmEffects vms;
    private final Nodes nodes;

    public NodeFacts(VmEffects vms, Nodes nodes) {
        this.vms = vms;
        this.nodes = nodes;
    }

    private record Registered(
            String hostname,
            int cpus,
            MemorySize memoryBytes,
            Node.Capabilities capabilities,
            String bootId,
            String agentVersion,
            String consoleAddress) {}

    private record DomainsObserved(List<Node.ForeignDomain> domains) {}

    private record VmFact(
            VmId vmId,
            long epoch,
            Optional<String> cause,
            Optional<String> code,
            Optional<String> detail,
            Optional<List<NodeAction>> actions) {
        List<NodeAction> did() {
            return actions.orElse(List.of());
        }
    }

    private record PowerFact(
            VmId vmId,
            long epoch,
            long generation,
            String power,
            Optional<String> cause,
            long restarts,
            Optional<Refusal> failure,
            List<NodeAction> actions) {
        Optional<Power.Standstill> standstill() {
            return power.equals("paused")
                    ? Optional.of(
                            Power.Standstill.valueOf(cause.orElse("observed").replace('-', '_')))
                    : Optional.empty();
        }
    }

    private record Refusal(String code, String detail) {}

    @Override
    public Set<String> types() {
        return Set.of(REGISTERED, DOMAINS, RUNNING, POWER, STOPPED, START_FAILED, ABSENT);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        NodeId node = new NodeId(event.aggregate());
        return switch (event.type()) {
            case REGISTERED -> node(node, new NodeCommand.Register(registration(event.as(Registered.class))));
            case DOMAINS ->
                node(
                        node,
                        new NodeCommand.ObserveDomains(
                                event.as(DomainsObserved.class).domains()));
            case POWER -> power(node, event.as(PowerFact.class));
            default -> vm(node, event);
        };
    }

    /** A part of what is under way, whichever directive it answers. */
    private Uni<Effect> power(NodeId node, PowerFact fact) {
        return vms.amid(
                fact.vmId(),
                new VmCommand.ReportPower(
                        node,
                        fact.epoch(),
                        fact.generation(),
                        fact.standstill(),
                        fact.restarts(),
                        fact.failure().map(why -> new Failure(why.code(), why.detail(), fact.actions())),
                        fact.actions()));
    }

    private Uni<Effect> vm(NodeId node, IncomingEvent event) {
        VmFact fact = event.as(VmFact.class);
        VmCommand command = switch (event.type()) {
            case RUNNING -> new VmCommand.ReportRunning(node, fact.epoch(), fact.did());
            case STOPPED ->
                new VmCommand.ReportStopped(node, fact.epoch(), fact.cause().orElse("observed"), fact.did());
            case START_FAILED ->
                new VmCommand.ReportStartFailed(
                        node,
                        fact.epoch(),
                        fact.code().orElse("START_FAILED"),
                        fact.detail().orElse(""),
                        fact.did());
            case ABSENT -> new VmCommand.ReportAbsent(node, fact.epoch(), fact.did());
            default -> throw new IllegalArgumentException(event.type());
        };
        return vms.of(event, fact.vmId(), command);
    }

    private Uni<Effect> node(NodeId id, NodeCommand command) {
        return nodes.plan(id, command).map(plan -> switch (plan) {
            case Aggregates.Plan.Write<Node> write -> Effect.of(write.write());
            case Aggregates.Plan.Refuse<Node> _ -> Effect.none();
        });
    }

    private static Node.Registration registration(Registered told) {
        return new Node.Registration(
                told.hostname(),
                told.cpus(),
                told.memoryBytes(),
                told.capabilities(),
                told.bootId(),
                told.agentVersion(),
                told.consoleAddress());
    }
}
