package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Up to where this service has handled others' aggregates. The marks are written as companions of the effect. */
@ApplicationScoped
public class Inbox {
    private final Mutiny.SessionFactory sessions;

    public Inbox(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The last revision handled of that aggregate; 0 when none. */
    public Uni<Long> handled(String producer, String aggregate) {
        return sessions.withStatelessSession(session -> CompanionRows.handled(session, producer, aggregate));
    }
}
