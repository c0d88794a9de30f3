package io.tidemark.benchmarks.create;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One create from its POST to its answer, cut into hops at the times that the audit record gives. All parts must share one
 * clock, so they run on one machine. Immutable.
 *
 * @param hops every hop's time; they add up to the time between POST and answer
 */
record Journey(Map<Hop, Duration> hops) {
    Journey {
        hops = Map.copyOf(hops);
    }

    /**
     * Pure.
     *
     * @param trace the causal trace as audit serves it
     * @return empty while the trace lacks an event that ends a hop
     */
    static Optional<Journey> of(Instant posted, Instant answered, JsonNode trace) {
        Map<String, Instant> times = new HashMap<>();
        trace.path("roots").forEach(root -> collect(root, times));
        Map<Hop, Duration> hops = new EnumMap<>(Hop.class);
        Instant from = posted;
        for (Hop hop : Hop.values()) {
            Optional<Instant> to = hop == Hop.ANSWERED ? Optional.of(answered) : end(hop, times);
            if (to.isEmpty()) {
                return Optional.empty();
            }
            hops.put(hop, Duration.between(from, to.get()));
            from = to.get();
        }
        return Optional.of(new Journey(hops));
    }

    Duration whole() {
        return hops.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Optional<Instant> end(Hop hop, Map<String, Instant> times) {
        Instant last = Instant.MIN;
        for (String type : hop.endedBy()) {
            Instant time = times.get(type);
            if (time == null) {
                return Optional.empty();
            }
            last = time.isAfter(last) ? time : last;
        }
        return Optional.of(last);
    }

    private static void collect(JsonNode node, Map<String, Instant> times) {
        Instant time = Instant.parse(node.path("time").asText());
        times.merge(node.path("type").asText(), time, (a, b) -> a.isBefore(b) ? a : b);
        node.path("children").forEach(child -> collect(child, times));
    }
}
