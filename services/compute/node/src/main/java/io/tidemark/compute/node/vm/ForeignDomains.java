package io.tidemark.compute.node.vm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.hypervisor.ForeignDomain;
import io.tidemark.compute.node.hypervisor.ForeignDomainSource;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells of domains that others run on this host, whenever one appears, changes or goes. Touches none. */
final class ForeignDomains implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ForeignDomains.class.getName());
    /** How stale the picture of other people's domains may be; each look is two calls per domain. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private static final String GONE = "gone";

    private final String nodeId;
    private final List<ForeignDomainSource> places;
    private final FactSink sink;
    private final Duration every;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foreign-domains").factory());
    /** What was told, by place and id; used by the one thread of looks. */
    private final Map<ForeignDomainSource, Map<String, ForeignDomain>> told = new HashMap<>();

    ForeignDomains(String nodeId, List<ForeignDomainSource> places, FactSink sink, Duration every) {
        this.every = every;
        this.nodeId = nodeId;
        this.places = List.copyOf(places);
        this.sink = sink;
    }

    void begin() {
        looks.scheduleWithFixedDelay(() -> places.forEach(this::look), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ForeignDomainSource place) {
        try {
            Map<String, ForeignDomain> now = place.domains().stream()
                    .collect(Collectors.toMap(ForeignDomain::uuid, Function.identity(), (a, b) -> b));
            Map<String, ForeignDomain> before = told.getOrDefault(place, Map.of());
            now.values().stream()
                    .filter(domain -> !domain.equals(before.get(domain.uuid())))
                    .forEach(domain -> tell(domain, domain.state()));
            before.values().stream()
                    .filter(domain -> !now.containsKey(domain.uuid()))
                    .forEach(domain -> tell(domain, GONE));
            told.put(place, now);
        } catch (HypervisorException e) {
            LOG.log(Level.DEBUG, "foreign domains cannot be listed now: {0}", e.getMessage());
        }
    }

    private void tell(ForeignDomain domain, String state) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId)
                .put("name", domain.name())
                .put("uuid", domain.uuid())
                .put("state", state)
                .put("owner", "other");
        sink.emit("tidemark.node.domain.observed.v1", "compute/domain/" + domain.uuid(), body, Map.of());
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
