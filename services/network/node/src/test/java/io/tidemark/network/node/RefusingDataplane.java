package io.tidemark.network.node;

import io.tidemark.network.node.memory.InMemoryDataplane;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dataplane in memory on a host that refuses some ports. */
final class RefusingDataplane implements Dataplane {
    final Set<PortId> refused = new HashSet<>();
    private final InstantSource clock = InstantSource.system();
    private final Dataplane dataplane = new InMemoryDataplane("0badca", clock);

    @Override
    public Applied converge(DesiredState desired) {
        for (PortId port : desired.ports().keySet()) {
            if (refused.contains(port)) {
                Action failed = new Action("ip -batch", "tuntap", clock.instant(), 10, "failed: no more taps");
                throw new DataplaneException(
                        DataplaneException.Category.COMMAND_FAILED,
                        "no more taps",
                        new Applied(Map.of(port.value(), List.of(failed))));
            }
        }
        return dataplane.converge(desired);
    }

    @Override
    public String tapOf(PortId port) {
        return dataplane.tapOf(port);
    }

    @Override
    public Inventory list() {
        return dataplane.list();
    }

    @Override
    public Map<PortId, PortCounters> counters() {
        return dataplane.counters();
    }

    @Override
    public void sweep() {
        dataplane.sweep();
    }
}
