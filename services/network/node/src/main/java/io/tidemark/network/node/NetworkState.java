package io.tidemark.network.node;

/**
 * A network as a node is to hold it.
 *
 * @param cidr its addresses
 * @param gateway the address at which guests reach the network's own services (DHCP, ping); one of {@code cidr}
 * @param mtu the largest IP packet in bytes, 576 to 9216
 */
public record NetworkState(NetworkId networkId, Ipv4Range cidr, Ipv4Address gateway, int mtu) {
    /** Every IPv4 host must take this much (RFC 791). */
    private static final int SMALLEST_MTU = 576;

    private static final int LARGEST_MTU = 9216;

    /** @throws IllegalArgumentException when the gateway is not a host of the network or the MTU is out of range */
    public NetworkState {
        if (!cidr.hasHost(gateway)) {
            throw new IllegalArgumentException("gateway " + gateway + " is not a host of " + cidr);
        }
        if (mtu < SMALLEST_MTU || mtu > LARGEST_MTU) {
            throw new IllegalArgumentException("an MTU has 576 to 9216 bytes: " + mtu);
        }
    }

    /** Whether the port can be on this network: it names it, and its address is one of a guest here. */
    public boolean admits(PortState port) {
        return port.networkId().equals(networkId)
                && cidr.hasHost(port.ip())
                && !port.ip().equals(gateway);
    }
}
