package io.tidemark.network.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The newest directive of every network and port, and what they ask for together. Not thread-safe. */
final class Directives {
    /** A port's directive with what caused it. */
    record KnownPort(NetworkDirective.OfPort directive, Cause cause) {}

    private final Map<NetworkId, NetworkDirective.Network> networks = new LinkedHashMap<>();
    private final Map<PortId, KnownPort> ports = new LinkedHashMap<>();

    /** Keeps the directive unless a newer one of its object is known; says whether it did. */
    boolean remember(NetworkDirective directive, Cause cause) {
        return switch (directive) {
            case NetworkDirective.Network network -> {
                NetworkId id = network.state().networkId();
                NetworkDirective.Network known = networks.get(id);
                boolean newest = known == null || known.generation() <= network.generation();
                if (newest) {
                    networks.put(id, network);
                }
                yield newest;
            }
            case NetworkDirective.OfPort port -> {
                KnownPort known = ports.get(port.portId());
                boolean newest = known == null || known.directive().generation() <= port.generation();
                if (newest) {
                    ports.put(port.portId(), new KnownPort(port, cause));
                }
                yield newest;
            }
        };
    }

    Optional<KnownPort> port(PortId id) {
        return Optional.ofNullable(ports.get(id));
    }

    /** Everything, but for ports that cannot be held. */
    DesiredState everything() {
        return asking(networks.values(), ports.values());
    }

    /** The network alone with the ports that are to be on it. */
    DesiredState around(NetworkDirective.Network network) {
        List<KnownPort> onIt = ports.values().stream()
                .filter(known -> known.directive() instanceof NetworkDirective.Bound bound
                        && bound.state().networkId().equals(network.state().networkId()))
                .toList();
        return asking(List.of(network), onIt);
    }

    /** One port alone, with its network if it is to be held; nothing when it cannot be. */
    DesiredState around(PortId id) {
        KnownPort known = ports.get(id);
        if (known == null) {
            return asking(List.of(), List.of());
        }
        return switch (known.directive()) {
            case NetworkDirective.Bound bound ->
                asking(
                        Optional.ofNullable(networks.get(bound.state().networkId())).stream()
                                .toList(),
                        List.of(known));
            case NetworkDirective.Absent absent -> DesiredState.without(id);
        };
    }

    /** Why the port cannot be held as it is asked for; empty when it can, or is not to be. */
    Optional<String> obstacle(KnownPort known) {
        if (!(known.directive() instanceof NetworkDirective.Bound bound)) {
            return Optional.empty();
        }
        NetworkDirective.Network network = networks.get(bound.state().networkId());
        if (network == null) {
            return Optional.of("network " + bound.state().networkId() + " is not known yet");
        }
        return network.state().admits(bound.state())
                ? Optional.empty()
                : Optional.of(bound.state().ip() + " is not for a guest on "
                        + network.state().cidr());
    }

    private DesiredState asking(Collection<NetworkDirective.Network> asked, Collection<KnownPort> known) {
        List<PortState> held = known.stream()
                .filter(port -> obstacle(port).isEmpty())
                .map(KnownPort::directive)
                .filter(NetworkDirective.Bound.class::isInstance)
                .map(directive -> ((NetworkDirective.Bound) directive).state())
                .toList();
        Set<PortId> gone = known.stream()
                .map(KnownPort::directive)
                .filter(NetworkDirective.Absent.class::isInstance)
                .map(NetworkDirective.OfPort::portId)
                .collect(Collectors.toSet());
        DesiredState holding = DesiredState.holding(
                asked.stream().map(NetworkDirective.Network::state).toList(), held);
        return new DesiredState(holding.networks(), holding.ports(), Set.of(), gone);
    }
}
