package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** A follower that writes a row for every event, and while it is told to fail, fails after writing. */
@ApplicationScoped
class Stubborn implements Follower {
    private final Mutiny.SessionFactory sessions;
    private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();
    private volatile boolean failing;

    Stubborn(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "stubborn";
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        return InTurn.each(batch, event -> keep(session, event.id())).invoke(() -> {
            if (failing) {
                batch.forEach(event -> failures.merge(event.id(), 1, Integer::sum));
                throw new IllegalStateException("told to fail");
            }
        });
    }

    /** A plain insert: an event that came twice would violate the primary key. */
    private static Uni<Integer> keep(Mutiny.StatelessSession session, UUID event) {
        return session.createNativeQuery("insert into claim (scope, value, owner) values ('stubborn', :event, '')")
                .setParameter("event", event.toString())
                .executeUpdate();
    }

    void fail() {
        failing = true;
    }

    void mend() {
        failing = false;
    }

    int failuresWith(UUID event) {
        return failures.getOrDefault(event, 0);
    }

    long checkpoint() {
        return await(sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select position from checkpoint where follower = 'stubborn'", Long.class)
                .getSingleResult()));
    }

    List<UUID> kept() {
        return await(sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select value from claim where scope = 'stubborn'", String.class)
                        .getResultList()))
                .stream()
                .map(UUID::fromString)
                .toList();
    }
}
