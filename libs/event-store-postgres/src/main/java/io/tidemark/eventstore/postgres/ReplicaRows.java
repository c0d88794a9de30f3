package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this service keeps of other services' truth, written as companions of the event that told it. */
@ApplicationScoped
public class ReplicaRows {
    private final Mutiny.SessionFactory sessions;

    public ReplicaRows(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Every row of the kind, in id order. */
    public <T> Uni<List<T>> all(String kind, Class<T> type) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select cast(body as text) from replica where kind = :kind order by id", String.class)
                        .setParameter("kind", kind)
                        .getResultList())
                .map(rows -> rows.stream().map(body -> Json.read(body, type)).toList());
    }

    public <T> Uni<Optional<T>> get(String kind, String id, Class<T> type) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select cast(body as text) from replica where kind = :kind and id = :id", String.class)
                        .setParameter("kind", kind)
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(body -> Json.read(body, type)));
    }

    /** How often the kind has changed; another value than before means that it is worth reading again. */
    public Uni<Long> version(String kind) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select coalesce(max(version), 0) from replica_version where kind = :kind", Long.class)
                .setParameter("kind", kind)
                .getSingleResult());
    }
}
