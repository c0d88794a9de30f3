package io.tidemark.network.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import io.tidemark.network.port.Port;
import io.tidemark.network.port.PortCommand;
import io.tidemark.network.port.PortDecider;
import io.tidemark.network.port.PortEvent;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.VmId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The ports in the store. */
@ApplicationScoped
public class Ports {
    private final EventStore store;

    public Ports(EventStore store) {
        this.store = store;
    }

    /** A virtual machine's port has an id derived from the machine's, so that asking twice allocates once. */
    public static PortId idFor(VmId vmId) {
        byte[] name = ("tidemark-port/" + vmId + "/0").getBytes(StandardCharsets.UTF_8);
        return new PortId(UUID.nameUUIDFromBytes(name).toString());
    }

    public Uni<Outcome<Port>> handle(
            PortId id, String path, PortCommand command, Cause cause, List<Companion> companions) {
        return aggregates(id, path).handle(id.value(), command, cause, companions);
    }

    public Uni<Aggregates.Plan<Port>> plan(PortId id, String path, PortCommand command) {
        return aggregates(id, path).plan(id.value(), command);
    }

    public Uni<Port> state(PortId id) {
        return aggregates(id, "/").load(id.value()).map(Aggregates.Loaded::state);
    }

    private Aggregates<PortCommand, Port, PortEvent> aggregates(PortId id, String path) {
        return new Aggregates<>(store, "port", new PortDecider(id), NetworkEvents.PORT, state -> switch (state) {
            case Port.Allocated s -> path(s.body().tenantId(), id);
            case Port.Released s -> path(s.body().tenantId(), id);
            case Port.Absent _, Port.Refused _ -> path;
        });
    }

    public static String path(String tenantId, PortId id) {
        return "/tenants/" + tenantId + "/ports/" + id;
    }
}
