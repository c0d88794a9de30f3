package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Where events wait that cannot be handled yet, with every later one of their key. */
@ApplicationScoped
public class Parking {
    private static final Logger LOG = Logger.getLogger(Parking.class);

    /** Rows of one key against the mark of that key; a row at or below the mark was handled, only its removal was cut short. */
    private static final String QUEUE = "select count(*) filter (where p.revision > coalesce(i.revision, 0)"
            + " and p.revision < :revision), count(*)"
            + " from parked p left join inbox i on i.producer = p.producer and i.aggregate = p.aggregate"
            + " where p.producer = :producer and p.aggregate = :aggregate";

    private static final String REMOVE_HANDLED = "delete from parked p using inbox i"
            + " where p.producer = :producer and p.aggregate = :aggregate and i.producer = p.producer"
            + " and i.aggregate = p.aggregate and p.revision <= i.revision";

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;

    public Parking(Mutiny.SessionFactory sessions, Inbox inbox) {
        this.sessions = sessions;
        this.inbox = inbox;
    }

    /**
     * What is parked of one key.
     *
     * @param earlier how many unhandled events before the one asked for
     * @param all how many rows at all
     */
    record Queue(long earlier, long all) {}

    Uni<Queue> queue(IncomingEvent event) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(QUEUE, Object[].class)
                .setParameter("producer", event.producer())
                .setParameter("aggregate", event.aggregate())
                .setParameter("revision", event.revision())
                .getSingleResult()
                .map(row -> new Queue(((Number) row[0]).longValue(), ((Number) row[1]).longValue())));
    }

    /** Parks the event unless it is handled already. */
    Uni<Void> park(IncomingEvent event, String reason) {
        return inbox.handled(event.producer(), event.aggregate()).chain(handled -> {
            if (event.revision() <= handled) {
                return Uni.createFrom().voidItem();
            }
            LOG.errorf(
                    "event parked: type=%s producer=%s aggregate=%s revision=%d correlationId=%s reason=%s",
                    event.type(),
                    event.producer(),
                    event.aggregate(),
                    event.revision(),
                    event.cause().correlationId(),
                    reason);
            return sessions.withStatelessTransaction(session -> session.upsert(ParkedEvent.of(event, reason)));
        });
    }

    /** Handles the parked events of the key that follow its mark, one after the other, until one is missing or parks again. */
    Uni<Void> drive(String producer, String aggregate, Function<IncomingEvent, Uni<Boolean>> handle) {
        return Uni.createFrom()
                .deferred(() -> next(producer, aggregate))
                .chain(next -> next.isEmpty()
                        ? Uni.createFrom().item(false)
                        : handle.apply(Json.read(next.getFirst().envelope, IncomingEvent.class)))
                .repeat()
                .whilst(handled -> handled)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<ParkedEvent>> next(String producer, String aggregate) {
        return inbox.handled(producer, aggregate)
                .chain(handled -> sessions.withStatelessTransaction(session -> session.createNativeQuery(REMOVE_HANDLED)
                        .setParameter("producer", producer)
                        .setParameter("aggregate", aggregate)
                        .executeUpdate()
                        .chain(() -> session.createSelectionQuery(
                                        "from ParkedEvent where producer = :producer"
                                                + " and aggregate = :aggregate and revision = :next",
                                        ParkedEvent.class)
                                .setParameter("producer", producer)
                                .setParameter("aggregate", aggregate)
                                .setParameter("next", handled + 1)
                                .getResultList())));
    }

    /** Everything that waits, for operators. */
    public Uni<List<ParkedEvent>> all() {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                        "from ParkedEvent order by producer, aggregate, revision", ParkedEvent.class)
                .getResultList());
    }
}
