package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Companion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads what was committed together with events. */
@ApplicationScoped
public class CompanionRows {
    private final Mutiny.SessionFactory sessions;

    public CompanionRows(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The answer given to this principal under this key, if there is one. */
    public Uni<Optional<Companion.IdempotencyRecord>> answer(String principal, String key) {
        return sessions.withStatelessSession(
                        session -> session.get(IdempotencyRow.class, new IdempotencyRow.Key(principal, key)))
                .map(row -> Optional.ofNullable(row).map(IdempotencyRow::toRecord));
    }

    /** The last revision handled of that aggregate; 0 when none. */
    static Uni<Long> handled(Mutiny.StatelessSession session, String producer, String aggregate) {
        return session.createNativeQuery(
                        "select coalesce(max(revision), 0) from inbox where producer = :producer and aggregate = :aggregate",
                        Long.class)
                .setParameter("producer", producer)
                .setParameter("aggregate", aggregate)
                .getSingleResult();
    }

    /** All values claimed in a scope. */
    public Uni<List<String>> claimed(String scope) {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery("select value from claim where scope = :scope", String.class)
                        .setParameter("scope", scope)
                        .getResultList());
    }
}
