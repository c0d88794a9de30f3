package io.tidemark.audit.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StreamId;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** How long a stream is, without reading it. Thread-safe. */
@ApplicationScoped
public class LogLength {

    private final Mutiny.SessionFactory sessions;

    public LogLength(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The stream's last revision; 0 when it has no event. */
    public Uni<Long> revision(StreamId stream) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select coalesce(max(revision), 0) from event where stream = :stream", Long.class)
                .setParameter("stream", stream.toString())
                .getSingleResult());
    }
}
