package io.tidemark.eventstore.postgres;

import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A read model that cannot take some streams in, for as long as they are refused. */
@ApplicationScoped
class FussyView implements View<FussyView.Seen> {
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    record Seen(String id) {}

    @Produces
    @ApplicationScoped
    Follower fussyFollower() {
        return new ViewFollower<>(this);
    }

    void refuse(String stream) {
        refused.add(stream);
    }

    void takeAll() {
        refused.clear();
    }

    @Override
    public String name() {
        return "fussy";
    }

    @Override
    public Class<Seen> type() {
        return Seen.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return Optional.of(event.stream().id());
    }

    @Override
    public Seen evolve(@Nullable Seen current, StoredEvent event) {
        if (refused.contains(event.stream().toString())) {
            throw new IllegalStateException("refused: " + event.stream());
        }
        return new Seen(event.stream().id());
    }
}
