package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts each thing's events. */
@ApplicationScoped
class ThingView implements View<ThingView.Thing> {
    record Thing(String id, long count) {}

    @Produces
    @ApplicationScoped
    Follower follower() {
        return new ViewFollower<>(this);
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
        return Optional.of(event.stream().id());
    }

    @Override
    public Thing evolve(@Nullable Thing current, StoredEvent event) {
        return new Thing(event.stream().id(), current == null ? 1 : current.count() + 1);
    }
}
