package io.tidemark.identity.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** How far the log reaches, and how far the relay has brought it to Kafka. */
@ApplicationScoped
public class PublishedLog {
    private final Mutiny.SessionFactory sessions;

    public PublishedLog(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The position that the last event committed by now has, or will have when it is numbered. */
    Uni<Long> committed() {
        return number("select position + (select count(*) from event where position is null) from log_head");
    }

    /** The position up to which Kafka has acknowledged every event. */
    Uni<Long> published() {
        return number("select coalesce(max(position), 0) from checkpoint where follower = 'relay'");
    }

    private Uni<Long> number(String sql) {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }
}
