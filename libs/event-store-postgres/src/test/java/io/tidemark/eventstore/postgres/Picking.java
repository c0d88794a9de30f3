package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** Follows for one type of event only. */
@ApplicationScoped
class Picking implements Follower {
    static final String PICKED = "thing.picked.v1";

    private final List<StoredEvent> met = new CopyOnWriteArrayList<>();

    List<StoredEvent> met() {
        return met;
    }

    @Override
    public String name() {
        return "picking";
    }

    @Override
    public Optional<Predicate<StoredEvent>> onlyFor() {
        return Optional.of(event -> event.type().equals(PICKED));
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        met.addAll(batch);
        return Uni.createFrom().voidItem();
    }
}
