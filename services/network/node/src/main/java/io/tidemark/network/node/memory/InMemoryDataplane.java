package io.tidemark.network.node.memory;

import io.tidemark.network.node.Action;
import io.tidemark.network.node.Applied;
import io.tidemark.network.node.Dataplane;
import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.Inventory;
import io.tidemark.network.node.PortCounters;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.HostNames;
import io.tidemark.network.node.plan.Planner;
import io.tidemark.network.node.plan.SimulatedHost;
import io.tidemark.network.node.plan.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dataplane that holds everything and carries nothing: its counters stay at zero. */
public final class InMemoryDataplane implements Dataplane {
    private final HostNames names;
    private final Planner planner;
    private final InstantSource clock;
    private SimulatedHost host = new SimulatedHost();

    public InMemoryDataplane(String tag, InstantSource clock) {
        this.names = new HostNames(tag);
        this.planner = new Planner(names, "simulated");
        this.clock = clock;
    }

    @Override
    public synchronized Applied converge(DesiredState desired) {
        Map<String, List<Action>> done = new LinkedHashMap<>();
        for (Step step : planner.plan(desired, host.found())) {
            Instant at = clock.instant();
            host.apply(step);
            done.computeIfAbsent(step.subject(), subject -> new ArrayList<>())
                    .add(new Action("simulate", step.toString(), at, 0, Action.OK));
        }
        return new Applied(done);
    }

    @Override
    public String tapOf(PortId port) {
        return names.tap(port);
    }

    @Override
    public synchronized Inventory list() {
        return host.found().inventory();
    }

    @Override
    public synchronized Map<PortId, PortCounters> counters() {
        Map<PortId, PortCounters> counters = new HashMap<>();
        list().ports()
                .keySet()
                .forEach(
                        port -> counters.put(port, new PortCounters(PortCounters.Count.ZERO, PortCounters.Count.ZERO)));
        return counters;
    }

    @Override
    public synchronized void sweep() {
        host = new SimulatedHost();
    }
}
