package io.tidemark.http;

import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.operations.OperationSteps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Things with a name and a colour. */
@ApplicationScoped
class ThingView implements View<ThingView.Thing> {
    static final String NAMED = "tidemark.thing.thing.named.v1";
    static final String GONE = "tidemark.thing.thing.gone.v1";

    record Thing(String id, String name, Look look, Optional<String> secret) {}

    record Look(String colour, int size) {}

    /** What a {@link #NAMED} event says. */
    record Named(String name, Look look, Optional<String> secret) {}

    @Produces
    @ApplicationScoped
    Follower thingFollower() {
        return new ViewFollower<>(this);
    }

    @Produces
    @ApplicationScoped
    OperationSteps noSteps() {
        return event -> List.of();
    }

    @Override
    public String name() {
        return "thing";
    }

    @Override
    public Class<Thing> type() {
        return Thing.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return event.type().startsWith("tidemark.thing.thing.")
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable Thing evolve(@Nullable Thing row, StoredEvent event) {
        if (event.type().equals(GONE)) {
            return null;
        }
        Named named = Json.read(event.json(), Named.class);
        return new Thing(event.stream().id(), named.name(), named.look(), named.secret());
    }
}
