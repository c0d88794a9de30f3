package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.Inbox;
import io.tidemark.messaging.MetGenerations.Age;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Where events wait that cannot be handled yet, with every later one of their key. */
@ApplicationScoped
public class Parking {
    private static final Logger LOG = Logger.getLogger(Parking.class);

    /** Rows of one key against the mark of that key; a row at or below the mark was handled, only its removal was cut short. */
    private static final String STANDING = "select coalesce(max(i.revision), 0), max(cast(i.event_id as text)),"
            + " count(p.revision) filter (where p.revision < :revision and (p.rival or p.revision > coalesce(i.revision, 0))),"
            + " count(p.revision), max(i.generation)"
            + " from (select 1) as one left join inbox i on i.producer = :producer and i.aggregate = :aggregate"
            + " left join parked p on p.producer = :producer and p.aggregate = :aggregate";

    private static final String REMOVE_HANDLED = "delete from parked p using inbox i"
            + " where p.producer = :producer and p.aggregate = :aggregate and i.producer = p.producer"
            + " and i.aggregate = p.aggregate and p.revision <= i.revision and not p.rival";

    /** The delay doubles with each attempt. An event that came under the same revision with another id leaves the row as it is. */
    private static final String PARK =
            "insert into parked (producer, aggregate, revision, type, event_id, envelope, reason, rival, retry_at)"
                    + " values (:producer, :aggregate, :revision, :type, :event, :envelope, :reason, :rival,"
                    + " clock_timestamp() + cast(nullif(cast(:delay as text), '') as interval))"
                    + " on conflict (producer, aggregate, revision) do update set reason = excluded.reason,"
                    + " attempts = parked.attempts + 1, retry_at = clock_timestamp() + least(interval '1 hour',"
                    + " cast(nullif(cast(:delay as text), '') as interval) * power(2, least(parked.attempts + 1, 16)))"
                    + " where parked.event_id = excluded.event_id";

    private static final String DISPUTE = "update parked set retry_at = null, reason = :reason"
            + " where producer = :producer and aggregate = :aggregate and revision = :revision";

    /** What follows the mark, when its time has come or somebody asked; behind a rival nothing does. */
    private static final String NEXT = "select p.envelope from parked p where p.producer = :producer"
            + " and p.aggregate = :aggregate and (:asked or p.retry_at <= clock_timestamp())"
            + " and p.revision = 1 + coalesce((select i.revision from inbox i"
            + " where i.producer = p.producer and i.aggregate = p.aggregate), 0)"
            + " and not exists (select 1 from parked r"
            + " where r.producer = p.producer and r.aggregate = p.aggregate and r.rival)";

    /** Keys whose next event's time has come, or whose rows were left behind. */
    private static final String DUE = "select distinct p.producer, p.aggregate from parked p"
            + " left join inbox i on i.producer = p.producer and i.aggregate = p.aggregate"
            + " where p.retry_at <= clock_timestamp() and p.revision <= coalesce(i.revision, 0) + 1 and not exists"
            + " (select 1 from parked r where r.producer = p.producer and r.aggregate = p.aggregate and r.rival)"
            + " limit 100";

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final Duration firstDelay;

    public Parking(
            Mutiny.SessionFactory sessions,
            Inbox inbox,
            @ConfigProperty(name = "tidemark.intake.retry.first", defaultValue = "PT10S") Duration firstDelay) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.firstDelay = firstDelay;
    }

    /**
     * Where an event's key stands.
     *
     * @param handled the last revision handled
     * @param handledId the event that had it; empty when that was not kept
     * @param generation of the event that had it; empty when that was not kept
     * @param earlier how many events wait before the one asked for
     * @param waiting how many rows there are at all
     */
    record Standing(long handled, Optional<UUID> handledId, Optional<String> generation, long earlier, long waiting) {
        /** Whether the revision was handled as another event. */
        boolean isRival(IncomingEvent event, Age age) {
            boolean another = handledId.filter(id -> !id.equals(event.id())).isPresent();
            return switch (age) {
                case SAME -> event.revision() == handled && another;
                case LATER -> event.revision() < handled || (event.revision() == handled && another);
                case EARLIER -> false;
            };
        }

        /** Whether its key has nothing more to do with it. */
        boolean isPast(IncomingEvent event, Age age) {
            return age == Age.EARLIER || event.revision() <= handled;
        }
    }

    Uni<Standing> standing(IncomingEvent event) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(STANDING, Object[].class)
                .setParameter("producer", event.producer())
                .setParameter("aggregate", event.aggregate())
                .setParameter("revision", event.revision())
                .getSingleResult()
                .map(row -> new Standing(
                        ((Number) row[0]).longValue(),
                        Optional.ofNullable((String) row[1]).map(UUID::fromString),
                        Optional.ofNullable((String) row[4]),
                        ((Number) row[2]).longValue(),
                        ((Number) row[3]).longValue())));
    }

    /** Parks the event unless it is handled already. */
    Uni<Void> park(IncomingEvent event, Waiting waiting, String reason) {
        boolean rival = waiting == Waiting.AN_OPERATOR_AS_RIVAL;
        return inbox.handled(event.producer(), event.aggregate()).chain(handled -> {
            if (event.revision() <= handled && !rival) {
                return Uni.createFrom().voidItem();
            }
            LOG.errorf(
                    "event parked: type=%s producer=%s aggregate=%s revision=%d correlationId=%s waitsFor=%s reason=%s",
                    event.type(),
                    event.producer(),
                    event.aggregate(),
                    event.revision(),
                    event.cause().correlationId(),
                    waiting,
                    reason);
            return sessions.withStatelessTransaction(
                    session -> removeHandled(session, event.producer(), event.aggregate())
                            .chain(() -> write(session, event, waiting, reason)));
        });
    }

    private Uni<Void> write(Mutiny.StatelessSession session, IncomingEvent event, Waiting waiting, String reason) {
        return session.createNativeQuery(PARK)
                .setParameter("producer", event.producer())
                .setParameter("aggregate", event.aggregate())
                .setParameter("revision", event.revision())
                .setParameter("type", event.type())
                .setParameter("event", event.id())
                .setParameter("envelope", Json.write(event))
                .setParameter("reason", reason)
                .setParameter("rival", waiting == Waiting.AN_OPERATOR_AS_RIVAL)
                .setParameter("delay", delay(waiting))
                .executeUpdate()
                .chain(parked -> parked == 1 ? Uni.createFrom().voidItem() : dispute(session, event));
    }

    /** As PostgreSQL reads an interval; empty where time changes nothing. */
    private String delay(Waiting waiting) {
        return switch (waiting) {
            case ITS_TURN -> Duration.ZERO.toString();
            case A_WHILE -> firstDelay.toString();
            case AN_OPERATOR, AN_OPERATOR_AS_RIVAL -> "";
        };
    }

    private static Uni<Void> dispute(Mutiny.StatelessSession session, IncomingEvent event) {
        String reason = "another event came under this revision: " + event.id();
        LOG.errorf(
                "one revision under two ids: producer=%s aggregate=%s revision=%d second=%s",
                event.producer(), event.aggregate(), event.revision(), event.id());
        return session.createNativeQuery(DISPUTE)
                .setParameter("reason", reason)
                .setParameter("producer", event.producer())
                .setParameter("aggregate", event.aggregate())
                .setParameter("revision", event.revision())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Handles the parked events of the key that follow its mark and whose time has come, until one is missing or parks again. */
    Uni<Void> drive(String producer, String aggregate, Function<IncomingEvent, Uni<Boolean>> handle) {
        return drive(producer, aggregate, false, handle);
    }

    /** The same, whatever the first of them waits for. */
    Uni<Void> driveAsAsked(String producer, String aggregate, Function<IncomingEvent, Uni<Boolean>> handle) {
        return drive(producer, aggregate, true, handle);
    }

    private Uni<Void> drive(
            String producer, String aggregate, boolean asked, Function<IncomingEvent, Uni<Boolean>> handle) {
        return next(producer, aggregate, asked)
                .chain(next -> next.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : handle.apply(Json.read(next.getFirst(), IncomingEvent.class))
                                .chain(handled -> handled
                                        ? drive(producer, aggregate, asked, handle)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<List<String>> next(String producer, String aggregate, boolean asked) {
        return sessions.withStatelessTransaction(session -> removeHandled(session, producer, aggregate)
                .chain(() -> session.createNativeQuery(NEXT, String.class)
                        .setParameter("producer", producer)
                        .setParameter("aggregate", aggregate)
                        .setParameter("asked", asked)
                        .getResultList()));
    }

    /** A key by its two parts. */
    record Key(String producer, String aggregate) {}

    Uni<List<Key>> due() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(DUE, Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Key((String) row[0], (String) row[1]))
                        .toList()));
    }

    private static Uni<Integer> removeHandled(Mutiny.StatelessSession session, String producer, String aggregate) {
        return session.createNativeQuery(REMOVE_HANDLED)
                .setParameter("producer", producer)
                .setParameter("aggregate", aggregate)
                .executeUpdate();
    }
}
