package io.tidemark.network.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import io.tidemark.network.segment.Network;
import io.tidemark.network.segment.NetworkCommand;
import io.tidemark.network.segment.NetworkDecider;
import io.tidemark.network.segment.NetworkEvent;
import io.tidemark.network.segment.NetworkId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The networks in the store. */
@ApplicationScoped
public class Networks {
    /** The network for whoever names none; the same id on every platform. */
    public static final NetworkId DEFAULT = new NetworkId("71de0004-0000-4000-8000-000000000001");

    private final EventStore store;

    public Networks(EventStore store) {
        this.store = store;
    }

    public Uni<Outcome<Network>> handle(NetworkId id, NetworkCommand command, Cause cause, List<Companion> companions) {
        return aggregates(id).handle(id.value(), command, cause, companions);
    }

    public Uni<Network> state(NetworkId id) {
        return aggregates(id).load(id.value()).map(Aggregates.Loaded::state);
    }

    private Aggregates<NetworkCommand, Network, NetworkEvent> aggregates(NetworkId id) {
        return new Aggregates<>(
                store, "network", new NetworkDecider(id), NetworkEvents.NETWORK, state -> switch (state) {
                    case Network.Present s -> path(s.tenantId(), id);
                    case Network.Absent _ -> path("", id);
                });
    }

    /** Where a network stands in the inventory tree: with its tenant, or under {@code /networks} when everybody may use it. */
    public static String path(String tenantId, NetworkId id) {
        return tenantId.isEmpty() ? "/networks/" + id : "/tenants/" + tenantId + "/networks/" + id;
    }
}
