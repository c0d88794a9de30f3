package io.tidemark.network.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.messaging.Directive;
import io.tidemark.messaging.DirectiveSource;
import io.tidemark.network.application.NetworkEvents;
import io.tidemark.network.application.Networks;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.NodeId;
import io.tidemark.network.port.Port;
import io.tidemark.network.port.PortEvent;
import io.tidemark.network.port.PortEvent.*;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.Shape;
import io.tidemark.network.segment.Network;
import io.tidemark.network.segment.NetworkId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What network tells nodes: a port's whole state as it stands now, and the network that it is on. */
@ApplicationScoped
public class NetworkDirectives implements DirectiveSource {
    private static final String PORT = "tidemark.network.port.directive.v1";
    private static final String NETWORK = "tidemark.network.network.directive.v1";

    private final Ports ports;
    private final Networks networks;

    public NetworkDirectives(Ports ports, Networks networks) {
        this.ports = ports;
        this.networks = networks;
    }

    /** A port as a node shall make it. */
    record PortState(
            PortId portId,
            String vmId,
            NetworkId networkId,
            String mac,
            String ip,
            long generation,
            String desired,
            Shape shape) {}

    /** A network as a node shall make it; a network never changes, so its generation is one. */
    record NetworkState(NetworkId networkId, String name, String cidr, String gateway, int mtu, long generation) {}

    @Override
    public Uni<List<Directive>> of(StoredEvent stored) {
        if (!NetworkEvents.PORT.knows(stored.type())) {
            return Uni.createFrom().item(List.of());
        }
        PortEvent event = NetworkEvents.PORT.decode(stored.type(), stored.json());
        return switch (event) {
            case PortBound e -> bound(e);
            case PortUnbound e -> ports.state(e.portId()).map(state -> port(e.portId(), state, e.nodeId()));
            case PortReshaped e -> reshaped(e);
            case PortAllocated _, PortRefused _, PortReleased _ ->
                Uni.createFrom().item(List.of());
        };
    }

    private Uni<List<Directive>> bound(PortBound e) {
        return ports.state(e.portId()).chain(state -> {
            List<Directive> port = port(e.portId(), state, e.nodeId());
            return network(body(state), e.nodeId()).map(network -> List.of(network, port.getFirst()));
        });
    }

    private Uni<List<Directive>> reshaped(PortReshaped e) {
        return ports.state(e.portId())
                .map(state -> state instanceof Port.Allocated s && s.bound().isPresent()
                        ? port(e.portId(), state, s.bound().get().nodeId())
                        : List.of());
    }

    private Uni<Directive> network(Port.Body body, NodeId node) {
        return networks.state(body.networkId()).map(state -> {
            if (!(state instanceof Network.Present network)) {
                throw new IllegalStateException("port on " + body.networkId() + ", which is not there");
            }
            NetworkState desired = new NetworkState(
                    body.networkId(),
                    network.name(),
                    network.cidr().value(),
                    network.cidr().gateway(),
                    network.mtu(),
                    1);
            return new Directive(node.value(), "network/network/" + body.networkId(), NETWORK, Json.write(desired));
        });
    }

    private static List<Directive> port(PortId id, Port state, NodeId node) {
        Port.Body body = body(state);
        boolean here = state instanceof Port.Allocated s
                && s.bound().filter(bound -> bound.nodeId().equals(node)).isPresent();
        PortState desired = new PortState(
                id,
                body.vmId().value(),
                body.networkId(),
                body.mac(),
                body.ip(),
                generation(state),
                here ? "bound" : "absent",
                body.shape());
        return List.of(new Directive(node.value(), "network/port/" + id, PORT, Json.write(desired)));
    }

    private static Port.Body body(Port state) {
        return switch (state) {
            case Port.Allocated s -> s.body();
            case Port.Released s -> s.body();
            case Port.Absent _, Port.Refused _ -> throw new IllegalStateException("a bound port without a body");
        };
    }

    private static long generation(Port state) {
        return switch (state) {
            case Port.Allocated s -> s.generation();
            case Port.Released s -> s.generation();
            case Port.Absent _, Port.Refused _ -> 0;
        };
    }
}
