package io.tidemark.network.node;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be held and what is to be gone. What is in neither is left as it is: silence asks for nothing.
 *
 * @param networks to be held, by id; the network of every port in {@code ports} is among them
 * @param ports to be held, by id
 * @param goneNetworks to be removed together with every port on them
 * @param gonePorts to be removed
 */
public record DesiredState(
        Map<NetworkId, NetworkState> networks,
        Map<PortId, PortState> ports,
        Set<NetworkId> goneNetworks,
        Set<PortId> gonePorts) {
    /** @throws IllegalArgumentException when a port has no network to be on, or one thing is to be held and gone */
    public DesiredState {
        networks = Map.copyOf(networks);
        ports = Map.copyOf(ports);
        goneNetworks = Set.copyOf(goneNetworks);
        gonePorts = Set.copyOf(gonePorts);
        for (PortState port : ports.values()) {
            NetworkState network = networks.get(port.networkId());
            if (network == null || !network.admits(port)) {
                throw new IllegalArgumentException(port + " does not fit on " + network);
            }
        }
        if (goneNetworks.stream().anyMatch(networks::containsKey)
                || gonePorts.stream().anyMatch(ports::containsKey)) {
            throw new IllegalArgumentException("held and gone at once: " + networks.keySet() + ports.keySet() + " and "
                    + goneNetworks + gonePorts);
        }
    }

    /** Whether it asks for nothing at all. */
    public boolean isEmpty() {
        return networks.isEmpty() && ports.isEmpty() && goneNetworks.isEmpty() && gonePorts.isEmpty();
    }

    public static DesiredState holding(Collection<NetworkState> networks, Collection<PortState> ports) {
        return new DesiredState(
                byId(networks, NetworkState::networkId), byId(ports, PortState::portId), Set.of(), Set.of());
    }

    public static DesiredState holding(NetworkState network) {
        return holding(List.of(network), List.of());
    }

    public static DesiredState holding(NetworkState network, PortState port) {
        return holding(List.of(network), List.of(port));
    }

    public static DesiredState without(NetworkId network) {
        return new DesiredState(Map.of(), Map.of(), Set.of(network), Set.of());
    }

    public static DesiredState without(PortId port) {
        return new DesiredState(Map.of(), Map.of(), Set.of(), Set.of(port));
    }

    private static <K, V> Map<K, V> byId(Collection<V> values, Function<V, K> id) {
        return values.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
