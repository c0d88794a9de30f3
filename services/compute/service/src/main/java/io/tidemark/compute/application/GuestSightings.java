package io.tidemark.compute.application;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Sighting;
import io.tidemark.compute.vm.VmId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What each node's last measurement showed of guests. Measured, not recorded: forgotten when this process ends. Thread-safe. */
@ApplicationScoped
public class GuestSightings {
    private final Map<String, Measured> nodes = new ConcurrentHashMap<>();
    private final Duration bound;
    private final InstantSource clock = InstantSource.system();

    /** @param bound an older measurement says nothing of now */
    public GuestSightings(
            @ConfigProperty(name = "tidemark.compute.node.silence", defaultValue = "PT15S") Duration bound) {
        this.bound = bound;
    }

    private record Measured(Instant at, Map<String, Long> epochs) {}

    /** @param epochs of the guests that run there, by virtual machine */
    public void saw(String nodeId, Instant at, Map<String, Long> epochs) {
        nodes.merge(
                nodeId,
                new Measured(at, Map.copyOf(epochs)),
                (known, next) -> next.at().isBefore(known.at()) ? known : next);
    }

    /** One of each node that was heard of within the bound, in the order of their ids. */
    public List<Sighting> of(VmId id) {
        Instant oldest = clock.instant().minus(bound);
        return nodes.entrySet().stream()
                .filter(entry -> !entry.getValue().at().isBefore(oldest))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Sighting(
                        new NodeId(entry.getKey()),
                        Optional.ofNullable(entry.getValue().epochs().get(id.value()))))
                .toList();
    }
}
