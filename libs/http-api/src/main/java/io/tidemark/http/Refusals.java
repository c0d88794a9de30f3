package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Records refusals: who asked for what, and why it was not given. */
@ApplicationScoped
public class Refusals {
    private final EventStore store;
    private final String service;

    public Refusals(EventStore store, @ConfigProperty(name = "tidemark.service") String service) {
        this.store = store;
        this.service = service;
    }

    /** The recorded refusal. */
    public record RequestRefused(String action, String target, String code, String detail) {}

    /** A stream of its own for each: refusals never contend. */
    public Uni<Void> record(Cause cause, String action, String target, String objectPath, Rejection reason) {
        RequestRefused refused =
                new RequestRefused(action, target, reason.code().name(), reason.detail());
        NewEvent event =
                new NewEvent(UUID.randomUUID(), "tidemark." + service + ".request.refused.v1", Json.write(refused));
        StreamId stream = new StreamId("request", UUID.randomUUID().toString());
        return store.append(Append.of(new StreamWrite(stream, 0, objectPath, List.of(event)), cause))
                .replaceWithVoid();
    }
}
