package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what commits together with events. */
@ApplicationScoped
public class CompanionRows {
    private static final String EVENT = "cast(nullif(cast(:event as text), '') as uuid)";
    private static final String GENERATION = "nullif(cast(:generation as text), '')";

    private final Mutiny.SessionFactory sessions;

    public CompanionRows(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    Uni<Void> write(Mutiny.StatelessSession session, Companion companion) {
        return switch (companion) {
            case Companion.IdempotencyRecord answer -> session.insert(IdempotencyRow.of(answer));
            case Companion.InboxMark mark -> mark(session, mark);
            case Companion.Claim claim -> claim(session, claim);
            case Companion.Unclaim unclaim -> unclaim(session, unclaim);
            case Companion.Replica replica -> ReplicaRows.write(session, replica);
            case Companion.Erasure erasure -> SubjectKeyRows.erase(session, erasure.subject());
            case Companion.DryRun _ -> Uni.createFrom().voidItem();
        };
    }

    /** The answer given to this principal under this key, if there is one. */
    public Uni<Optional<Companion.IdempotencyRecord>> answer(String principal, String key) {
        return sessions.withStatelessSession(
                        session -> session.get(IdempotencyRow.class, new IdempotencyRow.Key(principal, key)))
                .map(row -> Optional.ofNullable(row).map(IdempotencyRow::toRecord));
    }

    /** Moves the mark by exactly one, in one statement; the row lock makes a racing consumer wait and then see the repeat. */
    private static Uni<Void> mark(Mutiny.StatelessSession session, Companion.InboxMark mark) {
        String sql = mark.revision() == 1
                ? "insert into inbox (producer, aggregate, revision, event_id, generation)"
                        + " values (:producer, :aggregate, :revision, " + EVENT + ", " + GENERATION
                        + ") on conflict do nothing"
                : "update inbox set revision = :revision, event_id = " + EVENT + ", generation = coalesce(" + GENERATION
                        + ", generation)"
                        + " where producer = :producer and aggregate = :aggregate and revision = :revision - 1";
        return session.createNativeQuery(sql)
                .setParameter("producer", mark.producer())
                .setParameter("aggregate", mark.aggregate())
                .setParameter("revision", mark.revision())
                .setParameter("event", mark.eventId().map(UUID::toString).orElse(""))
                .setParameter("generation", mark.generation().orElse(""))
                .executeUpdate()
                .flatMap(moved -> moved == 1 ? Uni.createFrom().voidItem() : refuse(session, mark));
    }

    private static Uni<Void> refuse(Mutiny.StatelessSession session, Companion.InboxMark mark) {
        return handled(session, mark.producer(), mark.aggregate()).map(last -> {
            throw mark.revision() <= last ? new AppendConflict.Repeat(mark, last) : new AppendConflict.Gap(mark, last);
        });
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

    private static Uni<Void> claim(Mutiny.StatelessSession session, Companion.Claim claim) {
        return session.createNativeQuery("insert into claim (scope, value, owner) values (:scope, :value, :owner)"
                        + " on conflict (scope, value) do update set owner = claim.owner where claim.owner = :owner")
                .setParameter("scope", claim.scope())
                .setParameter("value", claim.value())
                .setParameter("owner", claim.owner())
                .executeUpdate()
                .invoke(taken -> {
                    if (taken != 1) {
                        throw new AppendConflict.AlreadyClaimed(claim.scope(), claim.value());
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> unclaim(Mutiny.StatelessSession session, Companion.Unclaim unclaim) {
        return session.createNativeQuery("delete from claim where scope = :scope and value = :value and owner = :owner")
                .setParameter("scope", unclaim.scope())
                .setParameter("value", unclaim.value())
                .setParameter("owner", unclaim.owner())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All values claimed in a scope. */
    public Uni<List<String>> claimed(String scope) {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery("select value from claim where scope = :scope", String.class)
                        .setParameter("scope", scope)
                        .getResultList());
    }
}
