package io.tidemark.network.node.plan;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import java.util.List;

/**
 * One permission in the guard: what may come in by a tap. What no entry permits is dropped.
 *
 * @param kind what the address is to the port
 */
public record GuardEntry(Kind kind, String tap, MacAddress mac, Ipv4Address address) {
    /** What an entry permits. */
    public enum Kind {
        /** The port may send from this address; {@link #NO_ADDRESS} only to ask DHCP and to probe for its own. */
        HOLDER,
        /** The port may ask this address of the host itself: its gateway. */
        SERVED
    }

    /** The source of one who has no address yet. */
    public static final Ipv4Address NO_ADDRESS = new Ipv4Address(0);

    static List<GuardEntry> of(String tap, PortState port, NetworkState network) {
        return List.of(
                new GuardEntry(Kind.HOLDER, tap, port.mac(), port.ip()),
                new GuardEntry(Kind.HOLDER, tap, port.mac(), NO_ADDRESS),
                new GuardEntry(Kind.SERVED, tap, port.mac(), network.gateway()));
    }
}
