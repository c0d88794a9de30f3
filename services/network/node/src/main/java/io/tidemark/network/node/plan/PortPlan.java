package io.tidemark.network.node.plan;

import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.PortState;
import java.util.Optional;

/** The steps that one port needs, but for its permissions and its line in the hosts of its network's DHCP server. */
final class PortPlan {
    private final HostNames names;
    private final Found found;
    private final Steps steps;

    PortPlan(HostNames names, Found found, Steps steps) {
        this.names = names;
        this.found = found;
        this.steps = steps;
    }

    void hold(PortState port, NetworkState network) {
        String bridge = names.bridge(network.networkId());
        Optional<Link> tap = tap(port.portId(), network.mtu(), bridge);
        boolean hooked = tap.isPresent() && found.hooked().contains(tap.get().name());
        for (Direction direction : Direction.values()) {
            Optional<TokenBucket> bucket = TokenBucket.of(direction.of(port.shape()), network.mtu());
            if (bucket.isPresent()) {
                if (!hooked) {
                    steps.add(Phase.TRAFFIC, new Step.Hook(port.portId().value(), names.tap(port.portId())));
                    hooked = true;
                }
                limit(port.portId(), direction, bucket.get(), tap.isPresent());
            } else {
                unlimit(port.portId(), direction, tap.isPresent());
            }
        }
        flow(port.portId(), tap, bridge);
        forgetHosts(port.portId(), Optional.of(network.networkId()));
    }

    /** The tap that is there already and stays; a tap to be made is not. */
    private Optional<Link> tap(PortId port, int mtu, String bridge) {
        String name = names.tap(port);
        String subject = port.value();
        String alias = HostNames.alias(port);
        Optional<Link> tap = found.link(name, Link.Kind.TAP);
        if (tap.isEmpty()) {
            found.link(name).ifPresent(other -> steps.add(Phase.END, new Step.DropLink(subject, name)));
            steps.add(Phase.DEVICES, new Step.MakeTap(subject, name));
        }
        if (tap.map(Link::alias).filter(alias::equals).isEmpty()) {
            steps.add(Phase.DEVICES, new Step.SetAlias(subject, name, alias));
        }
        if (tap.filter(link -> link.mtu() == mtu).isEmpty()) {
            steps.add(Phase.DEVICES, new Step.SetMtu(subject, name, mtu));
        }
        if (tap.filter(link -> link.bridge() != null && !link.bridge().equals(bridge))
                .isPresent()) {
            steps.add(Phase.END, new Step.SetBridge(subject, name, null));
        }
        return tap;
    }

    private void limit(PortId port, Direction direction, TokenBucket bucket, boolean tapStays) {
        String queue = names.queue(port, direction);
        String subject = port.value();
        Optional<Link> link = found.link(queue, Link.Kind.IFB);
        if (link.isEmpty()) {
            found.link(queue).ifPresent(other -> steps.add(Phase.END, new Step.DropLink(subject, queue)));
            steps.add(Phase.DEVICES, new Step.MakeQueue(subject, queue));
        }
        if (link.filter(Link::up).isEmpty()) {
            steps.add(Phase.DEVICES, new Step.SetUp(subject, queue));
        }
        if (link.isEmpty() || !found.hasBucket(queue, bucket)) {
            steps.add(Phase.TRAFFIC, new Step.SetBucket(subject, queue, bucket));
            steps.add(Phase.FLOW, new Step.SetAlias(subject, queue, bucket.alias()));
        }
        Found.Side side = new Found.Side(names.tap(port), direction);
        if (!tapStays || link.isEmpty() || !queue.equals(found.redirects().get(side))) {
            steps.add(Phase.TRAFFIC, new Step.Redirect(subject, side, queue));
        }
    }

    private void unlimit(PortId port, Direction direction, boolean tapStays) {
        Found.Side side = new Found.Side(names.tap(port), direction);
        if (tapStays && found.redirects().containsKey(side)) {
            steps.add(Phase.TRAFFIC, new Step.Unredirect(port.value(), side));
        }
        drop(Phase.FLOW, port, names.queue(port, direction));
    }

    private void flow(PortId port, Optional<Link> tap, String bridge) {
        String name = names.tap(port);
        boolean bridgeStays = found.link(bridge, Link.Kind.BRIDGE).isPresent();
        if (!bridgeStays || tap.filter(link -> bridge.equals(link.bridge())).isEmpty()) {
            steps.add(Phase.FLOW, new Step.SetBridge(port.value(), name, bridge));
        }
        if (tap.filter(Link::up).isEmpty()) {
            steps.add(Phase.FLOW, new Step.SetUp(port.value(), name));
        }
    }

    /** The tap goes after its permissions and its queues: by its alias the port is known as long as they are left. */
    void remove(PortId port) {
        for (Direction direction : Direction.values()) {
            drop(Phase.FLOW, port, names.queue(port, direction));
        }
        drop(Phase.FLOW, port, names.tap(port));
        forgetHosts(port, Optional.empty());
    }

    private void drop(Phase phase, PortId port, String device) {
        found.link(device).ifPresent(link -> steps.add(phase, new Step.DropLink(port.value(), device)));
    }

    /** Takes the port's line back from every network but the one where it belongs. */
    private void forgetHosts(PortId port, Optional<NetworkId> home) {
        found.dhcp().forEach((network, dhcp) -> {
            if (dhcp.hosts().containsKey(port) && !home.equals(Optional.of(network))) {
                steps.add(Phase.HOSTS, new Step.DropHost(network, port));
                if (!dhcp.running().isEmpty()) {
                    steps.add(Phase.SERVERS, new Step.ReloadDhcp(network));
                }
            }
        });
    }
}
