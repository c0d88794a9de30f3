package io.tidemark.network.node.plan;

import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.PortState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what is desired with what was found and gives the steps between. Pure and total: there is a plan for whatever
 * was found, the plan for a host that is as desired is empty, and a plan cut off anywhere is followed by one that ends at
 * the same place.
 *
 * <p>The order of the steps keeps two promises on the way: a tap joins a bridge only after its guard and its limits hold,
 * and a DHCP server never outlives the bridge on which it listens.
 */
public final class Planner {
    private final HostNames names;
    private final String guardRules;

    /** @param guardRules the fingerprint of the guard's rules as this version writes them */
    public Planner(HostNames names, String guardRules) {
        this.names = names;
        this.guardRules = guardRules;
    }

    public List<Step> plan(DesiredState desired, Found found) {
        Steps steps = new Steps();
        if (!found.namespace() && !desired.networks().isEmpty()) {
            steps.add(Phase.GROUND, new Step.CreateNamespace());
        }
        NetworkPlan networks = new NetworkPlan(names, found, steps);
        PortPlan ports = new PortPlan(names, found, steps);
        Map<NetworkId, List<PortState>> byNetwork =
                desired.ports().values().stream().collect(Collectors.groupingBy(PortState::networkId));
        desired.networks()
                .values()
                .forEach(network -> networks.hold(network, byNetwork.getOrDefault(network.networkId(), List.of())));
        desired.ports().values().forEach(port -> ports.hold(port, networkOf(port, desired)));
        Set<PortId> gone = gonePorts(desired, found);
        gone.forEach(ports::remove);
        desired.goneNetworks().forEach(networks::remove);
        guard(desired, gone, found, steps);
        return steps.inOrder();
    }

    private void guard(DesiredState desired, Set<PortId> gone, Found found, Steps steps) {
        Map<String, PortId> spokenOf = new HashMap<>();
        desired.ports().keySet().forEach(port -> spokenOf.put(names.tap(port), port));
        gone.forEach(port -> spokenOf.put(names.tap(port), port));
        Set<GuardEntry> permitted = permitted(desired, spokenOf.keySet(), found);
        if (!found.guardRules().equals(guardRules)) {
            if (!desired.networks().isEmpty() || !found.guardRules().isEmpty()) {
                steps.add(Phase.GROUND, new Step.TuneNamespace());
                steps.add(Phase.GROUND, new Step.LoadGuard(guardRules, permitted));
            }
            return;
        }
        difference(found.guardEntries(), permitted)
                .forEach(entry -> steps.add(Phase.GUARD, new Step.Forbid(owner(entry, spokenOf), entry)));
        difference(permitted, found.guardEntries())
                .forEach(entry -> steps.add(Phase.GUARD, new Step.Permit(owner(entry, spokenOf), entry)));
    }

    /** What is found for taps that the desired state does not speak of stays. */
    private Set<GuardEntry> permitted(DesiredState desired, Set<String> spokenOf, Found found) {
        Set<GuardEntry> permitted = new HashSet<>(found.guardEntries());
        permitted.removeIf(entry -> spokenOf.contains(entry.tap()));
        for (PortState port : desired.ports().values()) {
            permitted.addAll(GuardEntry.of(names.tap(port.portId()), port, networkOf(port, desired)));
        }
        return permitted;
    }

    private static Stream<GuardEntry> difference(Set<GuardEntry> these, Set<GuardEntry> without) {
        return these.stream().filter(entry -> !without.contains(entry));
    }

    /** Only entries of taps that the desired state speaks of ever change. */
    private static String owner(GuardEntry entry, Map<String, PortId> spokenOf) {
        return Objects.requireNonNull(spokenOf.get(entry.tap())).value();
    }

    private Set<PortId> gonePorts(DesiredState desired, Found found) {
        Set<PortId> gone = new HashSet<>(desired.gonePorts());
        for (NetworkId network : desired.goneNetworks()) {
            String bridge = names.bridge(network);
            found.links().values().stream()
                    .filter(link -> bridge.equals(link.bridge()))
                    .map(link -> HostNames.portIn(link.alias()))
                    .flatMap(Optional::stream)
                    .filter(port -> !desired.ports().containsKey(port))
                    .forEach(gone::add);
        }
        return gone;
    }

    /** The desired state's own invariant: every port's network is in it. */
    private static NetworkState networkOf(PortState port, DesiredState desired) {
        return Objects.requireNonNull(desired.networks().get(port.networkId()));
    }
}
