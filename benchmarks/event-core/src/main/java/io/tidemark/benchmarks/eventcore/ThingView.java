package io.tidemark.benchmarks.eventcore;

import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A read model in which every event makes a new version of its thing's row. */
@ApplicationScoped
public class ThingView implements View<ThingView.Thing> {
    static final String NAME = "things";

    /** The row. */
    public record Thing(long number, String name, long memoryBytes, String reason) {}

    @Produces
    @ApplicationScoped
    Follower follower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Thing> type() {
        return Thing.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return Optional.of(event.stream().id());
    }

    @Override
    public Thing evolve(@Nullable Thing current, StoredEvent event) {
        return Json.read(event.json(), Thing.class);
    }
}
