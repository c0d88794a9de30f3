package io.tidemark.node.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.hypervisor.ForeignDomain;
import io.tidemark.compute.node.hypervisor.ForeignDomainSource;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.node.fact.FactDesk;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The domains of other owners on this host: shown, never touched. A fact tells the whole set at the first look after a start,
 * and whenever it has changed.
 */
public final class ForeignDomains {
    private static final String OBSERVED = "tidemark.node.domain.observed.v1";
    private static final Logger LOG = LoggerFactory.getLogger(ForeignDomains.class);

    private final String nodeId;
    private final List<ForeignDomainSource> places;
    private final FactDesk facts;
    private final Map<ForeignDomainSource, List<ForeignDomain>> lastSeen = new HashMap<>();
    private volatile Optional<Set<ForeignDomain>> told = Optional.empty();

    /** @param places where others may run domains; the first is this platform's own libvirt, without whose word nothing is told */
    public ForeignDomains(String nodeId, List<ForeignDomainSource> places, FactDesk facts) {
        this.nodeId = nodeId;
        this.places = List.copyOf(places);
        this.facts = facts;
    }

    /** Looks, and tells when there is news. Not to be called by two threads at once. */
    public void observe() {
        places.forEach(this::look);
        if (!lastSeen.containsKey(places.getFirst())) {
            return;
        }
        Set<ForeignDomain> seen =
                lastSeen.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        if (told.isEmpty() || !told.get().equals(seen)) {
            facts.tell(OBSERVED, "compute/node/" + nodeId, body(seen));
            told = Optional.of(seen);
        }
    }

    /** A place that does not answer counts as it was seen last. */
    private void look(ForeignDomainSource place) {
        try {
            lastSeen.put(place, place.domains());
        } catch (HypervisorException e) {
            LOG.debug("nobody can say now which domains there are", e);
        }
    }

    /** Those last seen, by name. */
    public List<ForeignDomain> known() {
        return told.orElse(Set.of()).stream()
                .sorted(Comparator.comparing(ForeignDomain::name))
                .toList();
    }

    private ObjectNode body(Set<ForeignDomain> seen) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("nodeId", nodeId);
        ArrayNode domains = body.putArray("domains");
        seen.stream()
                .sorted(Comparator.comparing(ForeignDomain::name))
                .forEach(domain -> domains.addObject()
                        .put("name", domain.name())
                        .put("uuid", domain.uuid())
                        .put("state", domain.state())
                        .put("owner", "other"));
        return body;
    }
}
