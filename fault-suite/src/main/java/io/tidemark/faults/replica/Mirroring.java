package io.tidemark.faults.replica;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The mirror's effect: one event for each of the ledger's, at whatever revision its copy is, so that a doubled effect shows. */
@ApplicationScoped
public class Mirroring implements Reaction {
    private static final String COPIED = "tidemark.mirror.copy.made.v1";

    private final EventStore store;

    public Mirroring(EventStore store) {
        this.store = store;
    }

    /** The body of a copy: which event it is of. */
    public record Copied(UUID origin, long revision) {}

    @Override
    public Set<String> types() {
        return Set.of(Writer.TYPE);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        StreamId stream = new StreamId("copy", event.aggregate());
        NewEvent copy = new NewEvent(UUID.randomUUID(), COPIED, Json.write(new Copied(event.id(), event.revision())));
        return store.read(stream)
                .map(copies ->
                        Effect.of(new StreamWrite(stream, copies.size(), "/copies/" + stream.id(), List.of(copy))));
    }
}
