package io.tidemark.compute.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each node was last heard of. Measured, not recorded: forgotten when this process ends. Thread-safe. */
@ApplicationScoped
public class SignsOfLife {
    private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

    /** An earlier sign that arrives later changes nothing. */
    public void saw(String nodeId, Instant at) {
        lastSeen.merge(nodeId, at, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Empty while nothing was heard since this process started. */
    public Optional<Instant> lastSeen(String nodeId) {
        return Optional.ofNullable(lastSeen.get(nodeId));
    }
}
