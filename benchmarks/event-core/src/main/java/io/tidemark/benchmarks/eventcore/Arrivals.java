package io.tidemark.benchmarks.eventcore;

import io.smallrye.mutiny.Uni;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The consumer's handler: notes when it was called for an event that somebody waits for. Thread-safe. */
@ApplicationScoped
public class Arrivals implements Reaction {
    private final Map<UUID, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();

    /** Completes with {@link System#nanoTime} of the call. */
    CompletableFuture<Long> of(UUID event) {
        return awaited.computeIfAbsent(event, id -> new CompletableFuture<>());
    }

    @Override
    public Set<String> types() {
        return Set.of(Things.TYPE);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        CompletableFuture<Long> arrival = awaited.remove(event.id());
        if (arrival != null) {
            arrival.complete(System.nanoTime());
        }
        return Uni.createFrom().item(Effect.none());
    }
}
