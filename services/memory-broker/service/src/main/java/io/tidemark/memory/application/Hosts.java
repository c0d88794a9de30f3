package io.tidemark.memory.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.StateForm;
import io.tidemark.memory.host.Host;
import io.tidemark.memory.host.HostCommand;
import io.tidemark.memory.host.HostDecider;
import io.tidemark.memory.host.HostEvent;
import io.tidemark.memory.host.NodeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The nodes' memory in the store. */
@ApplicationScoped
public class Hosts {
    /** Balloons move all day: these streams grow by thousands of events, and their states stay small. */
    public static final StateForm<Host> FORM = StateForm.of(Host.class, "host-1");

    private final EventStore store;

    public Hosts(EventStore store) {
        this.store = store;
    }

    public Uni<Outcome<Host>> handle(NodeId id, HostCommand command, Cause cause, List<Companion> companions) {
        return aggregates(id).handle(id.value(), command, cause, companions);
    }

    public Uni<Aggregates.Plan<Host>> plan(NodeId id, HostCommand command) {
        return aggregates(id).plan(id.value(), command);
    }

    public Uni<Host> state(NodeId id) {
        return aggregates(id).load(id.value()).map(Aggregates.Loaded::state);
    }

    private Aggregates<HostCommand, Host, HostEvent> aggregates(NodeId id) {
        return new Aggregates<>(store, "host", new HostDecider(id), MemoryEvents.HOST, state -> "/nodes/" + id)
                .withSnapshots(FORM);
    }
}
