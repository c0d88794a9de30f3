package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.fleet.Node;
import io.tidemark.compute.fleet.NodeCommand;
import io.tidemark.compute.fleet.NodeDecider;
import io.tidemark.compute.fleet.NodeEvent;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/** The nodes in the store. */
@ApplicationScoped
public class Nodes {
    private final EventStore store;

    public Nodes(EventStore store) {
        this.store = store;
    }

    public Uni<Outcome<Node>> handle(NodeId id, NodeCommand command, Cause cause) {
        return aggregates(id).handle(id.value(), command, cause);
    }

    public Uni<Aggregates.Plan<Node>> plan(NodeId id, NodeCommand command) {
        return aggregates(id).plan(id.value(), command);
    }

    private Aggregates<NodeCommand, Node, NodeEvent> aggregates(NodeId id) {
        return new Aggregates<>(store, "node", new NodeDecider(id), ComputeEvents.NODE, state -> "/nodes/" + id);
    }
}
