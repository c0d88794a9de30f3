package io.tidemark.network.node.plan;

import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import io.tidemark.network.node.Shape;
import io.tidemark.network.node.TrafficLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A seeded walk over what may be asked of a host and what may befall it. */
final class Walk {
    private static final List<NetworkState> NETWORKS =
            List.of(Samples.network(1), Samples.network(2), Samples.network(3));
    private static final int PORTS = 5;

    private final Random random;
    private final HostNames names;

    Walk(long seed, HostNames names) {
        this.random = new Random(seed);
        this.names = names;
    }

    /** Some networks and ports to be held, some to be gone; the rest is not spoken of. */
    DesiredState wish() {
        Map<NetworkId, NetworkState> networks = new HashMap<>();
        Set<NetworkId> goneNetworks = new HashSet<>();
        for (NetworkState network : NETWORKS) {
            int roll = random.nextInt(6);
            if (roll > 1) {
                networks.put(network.networkId(), variant(network));
            } else if (roll == 1) {
                goneNetworks.add(network.networkId());
            }
        }
        Map<PortId, PortState> ports = new HashMap<>();
        Set<PortId> gonePorts = new HashSet<>();
        for (int number = 1; number <= PORTS; number++) {
            PortId id = Samples.port(NETWORKS.getFirst(), number).portId();
            int roll = random.nextInt(6);
            Optional<NetworkState> home = any(networks.values());
            if (roll > 1 && home.isPresent()) {
                ports.put(id, port(id, home.get(), number));
            } else if (roll == 1) {
                gonePorts.add(id);
            }
        }
        return new DesiredState(networks, ports, goneNetworks, gonePorts);
    }

    private NetworkState variant(NetworkState network) {
        int mtu = random.nextInt(4) == 0 ? 9000 : 1500;
        Ipv4Address gateway = new Ipv4Address(network.cidr().base().bits() + (random.nextInt(5) == 0 ? 254 : 1));
        return new NetworkState(network.networkId(), network.cidr(), gateway, mtu);
    }

    private PortState port(PortId id, NetworkState home, int number) {
        PortState sample = Samples.port(home, random.nextInt(8) == 0 ? number + 100 : number);
        return new PortState(id, home.networkId(), sample.mac(), sample.ip(), new Shape(limit(), limit()));
    }

    private TrafficLimit limit() {
        return switch (random.nextInt(4)) {
            case 0 -> Samples.megabits(10);
            case 1 -> Samples.megabits(10, 20, 50_000);
            case 2 -> Samples.megabits(10, 30, 50_000);
            default -> TrafficLimit.NONE;
        };
    }

    /** How many of the steps are done before somebody is killed; often all. */
    int stepsUntilKilled(int steps) {
        return random.nextBoolean() ? steps : random.nextInt(steps + 1);
    }

    /** Something that somebody else does to the host; it may be nothing. */
    void befall(SimulatedHost host) {
        Found found = host.found();
        switch (random.nextInt(14)) {
            case 0 -> any(found.links().keySet()).ifPresent(name -> host.apply(new Step.DropLink("", name)));
            case 1 -> any(found.guardEntries()).ifPresent(entry -> host.apply(new Step.Forbid("", entry)));
            case 2 -> any(found.dhcp().keySet()).ifPresent(network -> host.apply(new Step.StopDhcp(network)));
            case 3 -> any(found.links().keySet()).ifPresent(name -> host.apply(new Step.SetBridge("", name, null)));
            case 4 -> any(found.links().keySet()).ifPresent(name -> host.apply(new Step.SetAlias("", name, "")));
            case 5 -> any(found.links().keySet()).ifPresent(name -> host.apply(new Step.SetMtu("", name, 1280)));
            case 6 -> any(found.redirects().keySet()).ifPresent(side -> host.apply(new Step.Unredirect("", side)));
            case 7 ->
                any(found.dhcp().entrySet())
                        .ifPresent(server -> any(server.getValue().hosts().keySet())
                                .ifPresent(port -> host.apply(new Step.DropHost(server.getKey(), port))));
            case 8 ->
                any(found.dhcp().entrySet())
                        .ifPresent(server -> host.lend(
                                server.getKey(),
                                Samples.port(Samples.network(1), 1 + random.nextInt(PORTS))
                                        .ip(),
                                Samples.port(Samples.network(9), 1).mac()));
            case 9 -> {
                if (found.namespace()) {
                    host.apply(new Step.LoadGuard("of another version", found.guardEntries()));
                }
            }
            case 10 -> {
                if (random.nextInt(4) == 0) {
                    host.reboot();
                }
            }
            case 11 -> any(found.routing().marks()).ifPresent(mark -> host.apply(new Step.DropRule("", mark)));
            case 12 ->
                any(found.links().values())
                        .ifPresent(link -> any(link.addresses())
                                .ifPresent(address -> host.apply(new Step.DropAddress("", link.name(), address))));
            default -> {
                if (found.namespace() && found.links().isEmpty()) {
                    String name = names.tap(Samples.port(NETWORKS.getFirst(), 1).portId());
                    host.apply(new Step.MakeQueue("", name));
                }
            }
        }
    }

    private <T> Optional<T> any(Collection<T> things) {
        List<T> list = new ArrayList<>(things);
        // Sets of records iterate in an order that differs from run to run; the walk must not.
        list.sort(Comparator.comparing(Object::toString));
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
    }
}
