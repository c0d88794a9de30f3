package io.tidemark.network.node.plan;

import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import java.util.HexFormat;

/**
 * What the DHCP server of a network is started with. Who gets which address is not part of it: that may change while it
 * runs.
 *
 * @param bridge the device on which it serves
 */
public record DhcpSettings(NetworkState network, String bridge) {
    /** Raised when the adapter writes the same settings in another way, so that running servers are started anew. */
    private static final int VERSION = 1;

    /** Eight hex digits that differ when anything here differs. A running server carries them in its command line. */
    public String fingerprint() {
        String all = VERSION + " " + network.cidr() + " " + network.gateway() + " " + network.mtu() + " " + bridge;
        return HexFormat.of().formatHex(HostNames.hash(all), 0, 4);
    }

    public NetworkId networkId() {
        return network.networkId();
    }

    /** The line that gives a port its address. */
    public static String hostLine(PortState port) {
        return port.mac() + "," + port.ip();
    }
}
