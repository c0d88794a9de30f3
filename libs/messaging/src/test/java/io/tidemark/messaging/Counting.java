package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Writes one event for each counted one, into the stream of the same id, and misbehaves as the event asks. */
@ApplicationScoped
class Counting implements Reaction {
    static final String RAISED = "tidemark.thing.count.raised.v1";
    static final String RIVAL = "tidemark.thing.count.rivalled.v1";

    /** The other service's body, as this service reads it. */
    record Counted(long revision, String behaviour) {}

    private final EventStore store;
    private final Map<UUID, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
    private final Set<String> mended = ConcurrentHashMap.newKeySet();

    Counting(EventStore store) {
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return Set.of(OtherService.COUNTED);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        int before = asked.merge(event.id(), 1, Integer::sum) - 1;
        Counted counted = event.as(Counted.class);
        return switch (counted.behaviour()) {
            case "plain" -> raise(event, counted);
            case "raced" -> raise(event, counted).call(() -> before == 0 ? rival(event) : nothing());
            case "poison-thrown" -> throw poison(event, new NoSuchElementException("no such image"));
            case "poison-failed" ->
                mended.contains(event.aggregate())
                        ? raise(event, counted)
                        : Uni.createFrom().failure(poison(event, new IllegalStateException("no such image")));
            case "passing" ->
                mended.contains(event.aggregate())
                        ? raise(event, counted)
                        : Uni.createFrom().failure(new IOException("somebody is away"));
            case "held" ->
                OffLoop.returning(Uni.createFrom().completionStage(() -> gate(event.aggregate())))
                        .chain(() -> raise(event, counted));
            case "poison-data" -> raise(event, new Counted(counted.revision(), "\u0000"));
            default -> throw new UnsupportedOperationException(counted.behaviour());
        };
    }

    private static RuntimeException poison(IncomingEvent event, RuntimeException failure) {
        failure.addSuppressed(new IllegalArgumentException("of " + event.aggregate()));
        return failure;
    }

    private Uni<Effect> raise(IncomingEvent event, Counted counted) {
        StreamId stream = stream(event.aggregate());
        return store.read(stream)
                .map(events -> Effect.of(new StreamWrite(
                        stream,
                        events.size(),
                        "/counts/" + event.aggregate(),
                        List.of(new NewEvent(UUID.randomUUID(), RAISED, Json.write(counted))))));
    }

    /** Another writer appends to the stream between the plan and its commit. */
    private Uni<?> rival(IncomingEvent event) {
        StreamId stream = stream(event.aggregate());
        return store.read(stream)
                .chain(events -> store.append(Append.of(
                        new StreamWrite(
                                stream,
                                events.size(),
                                "/counts/" + event.aggregate(),
                                List.of(new NewEvent(UUID.randomUUID(), RIVAL, "{}"))),
                        event.cause())));
    }

    private static Uni<?> nothing() {
        return Uni.createFrom().voidItem();
    }

    static StreamId stream(String aggregate) {
        return new StreamId("count", aggregate);
    }

    /** How often the effect of that event was asked for. */
    int asked(UUID event) {
        return asked.getOrDefault(event, 0);
    }

    private CompletableFuture<Void> gate(String aggregate) {
        return gates.computeIfAbsent(aggregate, key -> new CompletableFuture<>());
    }

    /** Lets the held events of that aggregate go on. */
    void release(String aggregate) {
        gate(aggregate).complete(null);
    }

    /** From now on the events of that aggregate can be handled. */
    void mend(String aggregate) {
        mended.add(aggregate);
    }
}
