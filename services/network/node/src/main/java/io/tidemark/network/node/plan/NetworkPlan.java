package io.tidemark.network.node.plan;

import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import java.util.List;

/** The steps that one network needs. */
final class NetworkPlan {
    private final HostNames names;
    private final Found found;
    private final Steps steps;

    NetworkPlan(HostNames names, Found found, Steps steps) {
        this.names = names;
        this.found = found;
        this.steps = steps;
    }

    /** @param ports those that are to be held on it */
    void hold(NetworkState network, List<PortState> ports) {
        boolean anew = bridge(network);
        address(network);
        routing(network, anew);
        dhcp(network, ports, anew);
    }

    /** Says whether the bridge is made anew, so that nothing can be listening on it. */
    private boolean bridge(NetworkState network) {
        String name = names.bridge(network.networkId());
        String subject = network.networkId().value();
        String mac = names.bridgeMac(network.networkId()).value();
        String alias = HostNames.alias(network.networkId());
        Link bridge = found.link(name, Link.Kind.BRIDGE).orElse(null);
        if (bridge == null) {
            if (found.dhcp().containsKey(network.networkId())) {
                steps.add(Phase.END, new Step.StopDhcp(network.networkId()));
            }
            found.link(name).ifPresent(other -> steps.add(Phase.END, new Step.DropLink(subject, name)));
            steps.add(Phase.DEVICES, new Step.MakeBridge(subject, name, mac, network.mtu()));
            steps.add(Phase.DEVICES, new Step.SetAlias(subject, name, alias));
            steps.add(Phase.DEVICES, new Step.SetUp(subject, name));
            return true;
        }
        if (!bridge.mac().equals(mac)) {
            steps.add(Phase.DEVICES, new Step.SetMac(subject, name, mac));
        }
        if (bridge.mtu() != network.mtu()) {
            steps.add(Phase.DEVICES, new Step.SetMtu(subject, name, network.mtu()));
        }
        if (!bridge.alias().equals(alias)) {
            steps.add(Phase.DEVICES, new Step.SetAlias(subject, name, alias));
        }
        if (!bridge.up()) {
            steps.add(Phase.DEVICES, new Step.SetUp(subject, name));
        }
        return false;
    }

    private void address(NetworkState network) {
        String name = names.bridge(network.networkId());
        String subject = network.networkId().value();
        String wanted = network.gateway() + "/" + network.cidr().prefixLength();
        List<String> addresses = found.link(name, Link.Kind.BRIDGE)
                .map(link -> List.copyOf(link.addresses()))
                .orElse(List.of());
        for (String address : addresses) {
            if (!address.equals(wanted)) {
                steps.add(Phase.DEVICES, new Step.DropAddress(subject, name, address));
            }
        }
        if (!addresses.contains(wanted)) {
            steps.add(Phase.DEVICES, new Step.AddAddress(subject, name, wanted));
        }
    }

    /** Two networks may have equal addresses: each answers by a table of its own. */
    private void routing(NetworkState network, boolean anew) {
        String subject = network.networkId().value();
        long mark = names.mark(network.networkId());
        Found.Route route = new Found.Route(
                network.cidr().value(),
                names.bridge(network.networkId()),
                network.gateway().value());
        if (!found.routing().marks().contains(mark)) {
            steps.add(Phase.DEVICES, new Step.AddRule(subject, mark));
        }
        if (anew || !route.equals(found.routing().routes().get(mark))) {
            steps.add(Phase.DEVICES, new Step.SetRoute(subject, mark, route));
        }
    }

    private void dhcp(NetworkState network, List<PortState> ports, boolean anew) {
        DhcpSettings settings = new DhcpSettings(network, names.bridge(network.networkId()));
        FoundDhcp dhcp = found.dhcpOf(network.networkId());
        boolean start = anew || !dhcp.running().equals(settings.fingerprint()) || contradicts(dhcp, ports);
        for (PortState port : ports) {
            String line = DhcpSettings.hostLine(port);
            String present = dhcp.hosts().get(port.portId());
            if (!line.equals(present)) {
                steps.add(Phase.HOSTS, new Step.WriteHost(network.networkId(), port.portId(), line));
                // Told by a signal, a server would go on for a moment with the old line.
                start |= present != null;
            }
        }
        if (start) {
            steps.add(Phase.SERVERS, new Step.StartDhcp(settings));
        } else if (!dhcp.read()) {
            steps.add(Phase.SERVERS, new Step.ReloadDhcp(network.networkId()));
        }
    }

    /** A server keeps an address for whom it lent it to, whatever its hosts say later. */
    private static boolean contradicts(FoundDhcp dhcp, List<PortState> ports) {
        return ports.stream()
                .anyMatch(port ->
                        !dhcp.leases().getOrDefault(port.ip(), port.mac()).equals(port.mac()));
    }

    void remove(NetworkId network) {
        String name = names.bridge(network);
        if (found.dhcp().containsKey(network)) {
            steps.add(Phase.END, new Step.StopDhcp(network));
            steps.add(Phase.SERVERS, new Step.ForgetDhcp(network));
        }
        found.link(name).ifPresent(link -> steps.add(Phase.FLOW, new Step.DropLink(network.value(), name)));
        long mark = names.mark(network);
        if (found.routing().marks().contains(mark)) {
            steps.add(Phase.FLOW, new Step.DropRule(network.value(), mark));
        }
    }
}
