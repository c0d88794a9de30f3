package io.tidemark.network.node;

import java.util.Map;
import java.util.Set;

/**
 * What exists on the host under this platform's tag, whoever asked for it and however whole it is.
 *
 * @param networks those that have a bridge
 * @param ports those that have a tap, with the tap's name
 */
public record Inventory(Set<NetworkId> networks, Map<PortId, String> ports) {
    public static final Inventory EMPTY = new Inventory(Set.of(), Map.of());

    public Inventory {
        networks = Set.copyOf(networks);
        ports = Map.copyOf(ports);
    }
}
