package io.tidemark.network.node.plan;

import io.tidemark.network.node.Inventory;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host's network as found, as far as the planner needs to know it.
 *
 * @param namespace whether our network namespace is there
 * @param guardRules the fingerprint of the guard's rules that are loaded; empty for none
 * @param links devices in our namespace, by name
 * @param buckets token buckets, by the device on which each is
 * @param hooked taps that can redirect
 * @param redirects where frames at a tap's side are sent instead
 */
public record Found(
        boolean namespace,
        String guardRules,
        Set<GuardEntry> guardEntries,
        Map<String, Link> links,
        Map<String, Bucket> buckets,
        Set<String> hooked,
        Map<Side, String> redirects,
        Routing routing,
        Map<NetworkId, FoundDhcp> dhcp) {
    /** Where a table sends what is for these addresses, and the address in whose name. */
    public record Route(String addresses, String bridge, String source) {}

    /**
     * How the host's own answers find their network.
     *
     * @param marks those for which there is a rule that names the table of the same number
     * @param routes the route of each table that has one
     */
    public record Routing(Set<Long> marks, Map<Long, Route> routes) {
        public static final Routing NONE = new Routing(Set.of(), Map.of());

        public Routing {
            marks = Set.copyOf(marks);
            routes = Map.copyOf(routes);
        }
    }

    /** A token bucket, as exactly as the kernel tells. */
    public record Bucket(long bytesPerSecond, boolean peaked) {}

    /** One side of a tap. */
    public record Side(String tap, Direction direction) {}

    public static final Found NOTHING =
            new Found(false, "", Set.of(), Map.of(), Map.of(), Set.of(), Map.of(), Routing.NONE, Map.of());

    public Found {
        guardEntries = Set.copyOf(guardEntries);
        links = Map.copyOf(links);
        buckets = Map.copyOf(buckets);
        hooked = Set.copyOf(hooked);
        redirects = Map.copyOf(redirects);
        dhcp = Map.copyOf(dhcp);
    }

    /** The same with these servers. */
    public Found with(Map<NetworkId, FoundDhcp> servers) {
        return new Found(namespace, guardRules, guardEntries, links, buckets, hooked, redirects, routing, servers);
    }

    Optional<Link> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    Optional<Link> link(String name, Link.Kind kind) {
        return link(name).filter(link -> link.kind() == kind);
    }

    FoundDhcp dhcpOf(NetworkId network) {
        return dhcp.getOrDefault(network, FoundDhcp.NOTHING);
    }

    /** Whether the device has exactly this bucket. */
    boolean hasBucket(String device, TokenBucket bucket) {
        return new Bucket(bucket.bytesPerSecond(), bucket.hasPeak()).equals(buckets.get(device))
                && link(device)
                        .filter(link -> link.alias().equals(bucket.alias()))
                        .isPresent();
    }

    /** What exists, by the aliases that devices carry. */
    public Inventory inventory() {
        return inventoryOf(links.values());
    }

    /** What exists among these devices, by the aliases that they carry. */
    public static Inventory inventoryOf(Collection<Link> links) {
        Set<NetworkId> networks = new HashSet<>();
        Map<PortId, String> ports = new HashMap<>();
        for (Link link : links) {
            switch (link.kind()) {
                case BRIDGE -> HostNames.networkIn(link.alias()).ifPresent(networks::add);
                case TAP -> HostNames.portIn(link.alias()).ifPresent(port -> ports.put(port, link.name()));
                case IFB, OTHER -> {}
            }
        }
        return new Inventory(networks, ports);
    }
}
