package io.tidemark.network.node.plan;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A host in memory: what each {@link Step} means to what is {@link Found}. It refuses, as a kernel would, a step whose
 * ground is missing, so that a plan in the wrong order fails on it. Not thread-safe.
 */
public final class SimulatedHost {
    private boolean namespace;
    private String guardRules = "";
    private final Set<GuardEntry> guardEntries = new HashSet<>();
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Found.Bucket> buckets = new HashMap<>();
    private final Set<String> hooked = new HashSet<>();
    private final Map<Found.Side, String> redirects = new HashMap<>();
    private final Set<Long> marks = new HashSet<>();
    private final Map<Long, Found.Route> routes = new HashMap<>();
    private final Map<NetworkId, FoundDhcp> dhcp = new HashMap<>();

    /** A snapshot of how the host is now. */
    public Found found() {
        return new Found(
                namespace,
                guardRules,
                guardEntries,
                links,
                buckets,
                hooked,
                redirects,
                new Found.Routing(marks, routes),
                dhcp);
    }

    /** @throws IllegalStateException when the host would refuse the step */
    public void apply(Step step) {
        switch (step) {
            case Step.CreateNamespace s -> namespace = true;
            case Step.TuneNamespace s -> require(namespace, step);
            case Step.LoadGuard s -> loadGuard(s);
            case Step.Permit s -> require(guardEntries.add(s.entry()), step);
            case Step.Forbid s -> require(guardEntries.remove(s.entry()), step);
            case Step.MakeBridge s ->
                make(step, new Link(s.name(), Link.Kind.BRIDGE, "", s.mac(), s.mtu(), false, null, Set.of()));
            case Step.MakeTap s -> make(step, made(s.name(), Link.Kind.TAP));
            case Step.MakeQueue s -> make(step, made(s.name(), Link.Kind.IFB));
            case Step.DropLink s -> drop(step, s.name());
            case Step.SetAlias s -> put(link(step, s.name()).withAlias(s.alias()));
            case Step.SetMac s -> put(link(step, s.name()).withMac(s.mac()));
            case Step.SetMtu s -> put(link(step, s.name()).withMtu(s.mtu()));
            case Step.SetUp s -> put(link(step, s.name()).withUp(true));
            case Step.SetBridge s -> {
                require(s.bridge() == null || link(step, s.bridge()).kind() == Link.Kind.BRIDGE, step);
                put(link(step, s.name()).withBridge(s.bridge()));
            }
            case Step.AddAddress s -> addresses(step, s.name(), s.address(), true);
            case Step.DropAddress s -> addresses(step, s.name(), s.address(), false);
            case Step.AddRule s -> require(marks.add(s.mark()), step);
            case Step.DropRule s -> require(marks.remove(s.mark()), step);
            case Step.SetRoute s -> setRoute(s);
            case Step.SetBucket s -> {
                require(link(step, s.device()).kind() == Link.Kind.IFB, step);
                buckets.put(
                        s.device(),
                        new Found.Bucket(s.bucket().bytesPerSecond(), s.bucket().hasPeak()));
            }
            case Step.Hook s -> {
                require(link(step, s.tap()).kind() == Link.Kind.TAP, step);
                hooked.add(s.tap());
            }
            case Step.Redirect s -> {
                require(hooked.contains(s.side().tap()) && link(step, s.queue()).up(), step);
                redirects.put(s.side(), s.queue());
            }
            case Step.Unredirect s -> require(redirects.remove(s.side()) != null, step);
            case Step.WriteHost s -> writeHost(s);
            case Step.DropHost s -> dropHost(s);
            case Step.ReloadDhcp s -> server(s.network(), dhcpOf(s.network()).running());
            case Step.StartDhcp s -> startDhcp(s);
            case Step.StopDhcp s -> server(s.network(), "");
            case Step.ForgetDhcp s -> {
                require(dhcpOf(s.network()).running().isEmpty(), step);
                dhcp.remove(s.network());
            }
        }
    }

    /** What a reboot does: only files stay. */
    public void reboot() {
        namespace = false;
        guardRules = "";
        guardEntries.clear();
        links.clear();
        buckets.clear();
        hooked.clear();
        redirects.clear();
        marks.clear();
        routes.clear();
        dhcp.replaceAll((network, server) -> server.withRunning(""));
    }

    /** What a DHCP server does when a guest asks it for its address: it keeps in mind to whom it lent it. */
    public void lend(NetworkId network, Ipv4Address address, MacAddress mac) {
        Map<Ipv4Address, MacAddress> leases = new HashMap<>(dhcpOf(network).leases());
        leases.put(address, mac);
        dhcp.computeIfPresent(network, (id, server) -> server.withLeases(leases));
    }

    private void loadGuard(Step.LoadGuard step) {
        require(namespace, step);
        guardRules = step.rules();
        guardEntries.clear();
        guardEntries.addAll(step.entries());
    }

    private void setRoute(Step.SetRoute step) {
        Link bridge = link(step, step.route().bridge());
        require(
                bridge.up()
                        && bridge.addresses().stream()
                                .anyMatch(address ->
                                        address.startsWith(step.route().source() + "/")),
                step);
        routes.put(step.table(), step.route());
    }

    private static Link made(String name, Link.Kind kind) {
        return new Link(name, kind, "", "", 1500, false, null, Set.of());
    }

    private void make(Step step, Link link) {
        require(namespace && !links.containsKey(link.name()), step);
        put(link);
    }

    private void put(Link link) {
        links.put(link.name(), link);
    }

    private Link link(Step step, String name) {
        Link link = links.get(name);
        require(link != null, step);
        return Objects.requireNonNull(link);
    }

    private void drop(Step step, String name) {
        require(links.remove(name) != null, step);
        buckets.remove(name);
        hooked.remove(name);
        redirects.keySet().removeIf(side -> side.tap().equals(name));
        routes.values().removeIf(route -> route.bridge().equals(name));
        redirects.replaceAll((side, queue) -> queue.equals(name) ? "*" : queue);
        links.replaceAll((other, link) -> name.equals(link.bridge()) ? link.withBridge(null) : link);
    }

    private void addresses(Step step, String name, String address, boolean present) {
        Link l = link(step, name);
        Set<String> addresses = new HashSet<>(l.addresses());
        require(present ? addresses.add(address) : addresses.remove(address), step);
        put(l.withAddresses(addresses));
        // With an address go the routes in its name.
        routes.values()
                .removeIf(route -> !present && route.bridge().equals(name) && address.startsWith(route.source() + "/"));
    }

    private FoundDhcp dhcpOf(NetworkId network) {
        return dhcp.getOrDefault(network, FoundDhcp.NOTHING);
    }

    private void writeHost(Step.WriteHost step) {
        FoundDhcp now = dhcpOf(step.network());
        Map<PortId, String> hosts = new HashMap<>(now.hosts());
        boolean news = hosts.put(step.port(), step.line()) == null;
        dhcp.put(step.network(), new FoundDhcp(now.running(), now.read() && news, hosts, now.leases()));
    }

    private void dropHost(Step.DropHost step) {
        FoundDhcp now = dhcpOf(step.network());
        Map<PortId, String> hosts = new HashMap<>(now.hosts());
        require(hosts.remove(step.port()) != null, step);
        dhcp.put(step.network(), new FoundDhcp(now.running(), false, hosts, now.leases()));
    }

    private void server(NetworkId network, String running) {
        if (dhcp.containsKey(network)) {
            dhcp.put(network, dhcpOf(network).withRunning(running));
        }
    }

    private void startDhcp(Step.StartDhcp step) {
        require(link(step, step.settings().bridge()).up(), step);
        FoundDhcp now = dhcpOf(step.settings().networkId());
        Map<Ipv4Address, MacAddress> leases = new HashMap<>(now.leases());
        leases.entrySet().removeIf(lease -> !now.hosts().containsValue(lease.getValue() + "," + lease.getKey()));
        dhcp.put(step.settings().networkId(), new FoundDhcp(step.settings().fingerprint(), true, now.hosts(), leases));
    }

    private static void require(boolean holds, Step step) {
        if (!holds) {
            throw new IllegalStateException("the host refuses " + step);
        }
    }
}
