package io.tidemark.network.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.units.Bandwidth;
import java.util.Optional;

/** What the network service wants of one object on this node, whole. */
public sealed interface NetworkDirective {
    String NETWORK_KEY = "network/network/";
    String PORT_KEY = "network/port/";

    /** The version of the object that this is; it only grows. */
    long generation();

    /** A network is to be known, so that ports can be held on it. */
    record Network(NetworkState state, long generation) implements NetworkDirective {}

    /** A port is to be held, or to be gone. */
    sealed interface OfPort extends NetworkDirective {
        PortId portId();
    }

    /** A port is to be held. */
    record Bound(PortState state, long generation) implements OfPort {
        @Override
        public PortId portId() {
            return state.portId();
        }
    }

    /** A port is to be gone. */
    record Absent(PortId portId, long generation) implements OfPort {}

    /**
     * Reads a directive as it travels.
     *
     * @return empty when the key is of another service or of a kind unknown here
     * @throws MalformedDirective when the body does not say what its key promises
     */
    static Optional<NetworkDirective> read(String key, JsonNode body) {
        try {
            if (key.startsWith(NETWORK_KEY)) {
                return Optional.of(network(new Fields(key, body), key.substring(NETWORK_KEY.length())));
            }
            if (key.startsWith(PORT_KEY)) {
                return Optional.of(port(new Fields(key, body), key.substring(PORT_KEY.length())));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new MalformedDirective(key, e);
        }
    }

    private static Network network(Fields fields, String id) {
        fields.requireId("networkId", id);
        NetworkState state = new NetworkState(
                NetworkId.parse(id),
                Ipv4Range.parse(fields.text("cidr")),
                Ipv4Address.parse(fields.text("gateway")),
                Math.toIntExact(fields.number("mtu")));
        return new Network(state, fields.number("generation"));
    }

    private static OfPort port(Fields fields, String id) {
        fields.requireId("portId", id);
        long generation = fields.number("generation");
        PortId portId = PortId.parse(id);
        return switch (fields.text("desired")) {
            case "absent" -> new Absent(portId, generation);
            case "bound" ->
                new Bound(
                        new PortState(
                                portId,
                                NetworkId.parse(fields.text("networkId")),
                                new MacAddress(fields.text("mac")),
                                Ipv4Address.parse(fields.text("ip")),
                                shape(fields.child("shape"))),
                        generation);
            default -> throw new IllegalArgumentException("desired is neither bound nor absent");
        };
    }

    private static Shape shape(Fields fields) {
        return new Shape(limit(fields.child("inbound")), limit(fields.child("outbound")));
    }

    private static TrafficLimit limit(Fields fields) {
        return new TrafficLimit(
                new Bandwidth(fields.number("averageBitsPerSecond")),
                new Bandwidth(fields.number("peakBitsPerSecond")),
                fields.number("burstBytes"));
    }
}
