package io.tidemark.network.node.plan;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.PortId;
import java.util.Map;

/**
 * The DHCP server of one network as found.
 *
 * @param running the fingerprint of the settings of the one server that runs in our namespace; empty when none does, or
 *     more than one
 * @param read whether the server has read {@code hosts} since this process can vouch for it; false for one just adopted,
 *     which may have missed the last change when its former keeper was killed
 * @param hosts the line of each port that has one
 * @param leases to whom each address is lent at the moment
 */
public record FoundDhcp(String running, boolean read, Map<PortId, String> hosts, Map<Ipv4Address, MacAddress> leases) {
    public static final FoundDhcp NOTHING = new FoundDhcp("", false, Map.of(), Map.of());

    public FoundDhcp {
        hosts = Map.copyOf(hosts);
        leases = Map.copyOf(leases);
    }

    FoundDhcp withRunning(String fingerprint) {
        return new FoundDhcp(fingerprint, !fingerprint.isEmpty(), hosts, leases);
    }

    FoundDhcp withLeases(Map<Ipv4Address, MacAddress> newLeases) {
        return new FoundDhcp(running, read, hosts, newLeases);
    }
}
