package io.tidemark.compute.fleet;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;

import io.tidemark.compute.fleet.Node.Enrolled;
import io.tidemark.compute.fleet.Node.Registration;
import io.tidemark.compute.fleet.Node.Unknown;
import io.tidemark.compute.fleet.NodeCommand.*;
import io.tidemark.compute.fleet.NodeEvent.*;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import java.util.ArrayList;
import java.util.List;

/** What is known of one node. Telling what is known already changes nothing. */
public final class NodeDecider implements Decider<NodeCommand, Node, NodeEvent> {
    private final NodeId id;

    public NodeDecider(NodeId id) {
        this.id = id;
    }

    private record Row(Node state, NodeCommand command) {}

    private record Step(Node state, NodeEvent event) {}

    @Override
    public Node initial() {
        return new Unknown();
    }

    @Override
    public Decision<NodeEvent> decide(Node state, NodeCommand command) {
        return switch (new Row(state, command)) {
            case Row(Unknown _, Register(Registration told)) -> accept(registered(told));
            case Row(Enrolled s, Register(Registration told)) -> renewed(s, told);
            case Row(Enrolled s, Miss(var lastSeen)) when s.reachable() -> accept(new NodeUnreachable(id, lastSeen));
            case Row(Enrolled s, Meet _) when !s.reachable() -> accept(new NodeReachable(id));
            case Row(Enrolled s, ObserveDomains(var domains))
            when !s.foreignDomains().equals(domains) -> accept(new NodeDomainsObserved(id, domains));
            case Row(Node _, Miss _), Row(Node _, Meet _), Row(Node _, ObserveDomains _) -> nothing();
        };
    }

    private Decision<NodeEvent> renewed(Enrolled s, Registration told) {
        List<NodeEvent> events = new ArrayList<>();
        if (!s.registration().equals(told)) {
            events.add(registered(told));
        }
        if (!s.reachable()) {
            events.add(new NodeReachable(id));
        }
        return accept(events);
    }

    private NodeRegistered registered(Registration r) {
        return new NodeRegistered(
                id,
                r.hostname(),
                r.cpus(),
                r.memoryBytes(),
                r.capabilities(),
                r.bootId(),
                r.agentVersion(),
                r.consoleAddress());
    }

    @Override
    public Node evolve(Node state, NodeEvent event) {
        return switch (new Step(state, event)) {
            case Step(Unknown _, NodeRegistered e) -> new Enrolled(registration(e), true, List.of());
            case Step(Enrolled s, NodeRegistered e) -> new Enrolled(registration(e), s.reachable(), s.foreignDomains());
            case Step(Enrolled s, NodeUnreachable _) -> new Enrolled(s.registration(), false, s.foreignDomains());
            case Step(Enrolled s, NodeReachable _) -> new Enrolled(s.registration(), true, s.foreignDomains());
            case Step(Enrolled s, NodeDomainsObserved e) ->
                new Enrolled(s.registration(), s.reachable(), e.foreignDomains());
            case Step(Unknown _, NodeEvent e) ->
                throw new IllegalStateException(e + " of a node that never registered");
        };
    }

    private static Registration registration(NodeRegistered e) {
        return new Registration(
                e.hostname(),
                e.cpus(),
                e.memoryBytes(),
                e.capabilities(),
                e.bootId(),
                e.agentVersion(),
                e.consoleAddress());
    }
}
