package io.tidemark.network.node;

/**
 * A port as a node is to hold it: the one place where a guest meets its network.
 *
 * @param mac the only source address that may leave the guest
 * @param ip the only IPv4 address that the guest may use, and the one that DHCP gives to {@code mac}
 */
public record PortState(PortId portId, NetworkId networkId, MacAddress mac, Ipv4Address ip, Shape shape) {
    public PortState withShape(Shape newShape) {
        return new PortState(portId, networkId, mac, ip, newShape);
    }
}
