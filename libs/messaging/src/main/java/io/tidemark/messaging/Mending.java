package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Inbox;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedRetried;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What operators do about parked events. Each decision is an event in the service's own log, with actor and reason, in the
 * transaction of its effect. What waited behind goes on afterwards by itself; when it parks again, that shows in its key.
 */
@ApplicationScoped
public class Mending {
    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final ParkedKeys parked;
    private final Intake intake;
    private final Reactions reactions;
    private final RequestLog log;

    public Mending(
            Mutiny.SessionFactory sessions,
            Inbox inbox,
            ParkedKeys parked,
            Intake intake,
            Reactions reactions,
            RequestLog log) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.parked = parked;
        this.intake = intake;
        this.reactions = reactions;
        this.log = log;
    }

    /** Which key. */
    public record Key(String producer, String aggregate) {}

    /** Tries what is parked again, now. */
    public Uni<Outcome<List<StoredEvent>>> retry(Key key, Cause cause, List<Companion> companions) {
        return parked.events(key.producer(), key.aggregate())
                .chain(events -> events.isEmpty()
                        ? refused(nothing(key))
                        : recorded(
                                key,
                                cause,
                                new ParkedRetried(key.producer(), key.aggregate()),
                                () -> Uni.createFrom().item(new Effect(List.of(), companions))));
    }

    /**
     * Counts the revision as handled, without an effect: the one that blocks its key, parked or never come. Or drops a
     * second event under a revision that was handled.
     */
    public Uni<Outcome<List<StoredEvent>>> skip(
            Key key, long revision, String reason, Cause cause, List<Companion> companions) {
        return blocked(key).chain(blocked -> {
            if (blocked.events().isEmpty()) {
                return refused(nothing(key));
            }
            Optional<ParkedKeys.Parked> event = blocked.at(revision);
            ParkedSkipped skipped = new ParkedSkipped(
                    key.producer(), key.aggregate(), revision, event.map(ParkedKeys.Parked::eventId), reason);
            if (event.filter(ParkedKeys.Parked::rival).isPresent()) {
                return recorded(key, cause, skipped, () -> Uni.createFrom().item(new Effect(List.of(), companions)))
                        .call(() -> dropRival(key, revision))
                        .call(() -> intake.driveAgain(key.producer(), key.aggregate()));
            }
            if (!blocked.isNext(revision)) {
                return refused(notNext(blocked));
            }
            return recorded(
                    key,
                    cause,
                    skipped,
                    () -> Uni.createFrom().item(marked(Effect.none(), key, revision, skipped.eventId(), companions)));
        });
    }

    /** Handles the event that blocks its key with a corrected payload in the place of its own. */
    public Uni<Outcome<List<StoredEvent>>> replace(
            Key key, long revision, String json, String reason, Cause cause, List<Companion> companions) {
        return blocked(key).chain(blocked -> {
            Optional<ParkedKeys.Parked> found = blocked.at(revision).filter(event -> !event.rival());
            if (found.isEmpty()) {
                return refused(nothing(key));
            }
            if (!blocked.isNext(revision)) {
                return refused(notNext(blocked));
            }
            UUID id = found.get().eventId();
            ParkedReplaced replaced =
                    new ParkedReplaced(key.producer(), key.aggregate(), revision, id, reason, Json.tree(json));
            return waiting(key, revision)
                    .map(event -> event.with(json))
                    .chain(corrected -> recorded(
                            key,
                            cause,
                            replaced,
                            () -> reactions
                                    .on(corrected)
                                    .map(effect -> marked(effect, key, revision, Optional.of(id), companions))))
                    .onFailure(failure -> !(failure instanceof AppendConflict) && !Failures.mayPass(failure))
                    .recoverWithUni(failure -> refused(new Rejection(
                            CommonProblem.INVALID_REQUEST, "the corrected event cannot be handled: " + failure)));
        });
    }

    private static Effect marked(
            Effect effect, Key key, long revision, Optional<UUID> eventId, List<Companion> companions) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(new Companion.InboxMark(key.producer(), key.aggregate(), revision, eventId, Optional.empty()));
        return effect.and(new Effect(List.of(), all));
    }

    private Uni<Outcome<List<StoredEvent>>> recorded(
            Key key, Cause cause, OperatorEvent event, Supplier<Uni<Effect>> effect) {
        return log.record(cause, event, effect)
                .call(() -> intake.driveAgain(key.producer(), key.aggregate()))
                .map(events -> new Outcome.Done<>(events, events));
    }

    private Uni<Integer> dropRival(Key key, long revision) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery("delete from parked"
                        + " where producer = :producer and aggregate = :aggregate and revision = :revision and rival")
                .setParameter("producer", key.producer())
                .setParameter("aggregate", key.aggregate())
                .setParameter("revision", revision)
                .executeUpdate());
    }

    private Uni<IncomingEvent> waiting(Key key, long revision) {
        return sessions.withStatelessSession(session -> session.get(
                        ParkedEvent.class, new ParkedEvent.Key(key.producer(), key.aggregate(), revision))
                .map(ParkedEvent::event));
    }

    /** A key with its mark and what waits behind it. */
    private record Blocked(Key key, long handled, List<ParkedKeys.Parked> events) {
        Optional<ParkedKeys.Parked> at(long revision) {
            return events.stream().filter(event -> event.revision() == revision).findFirst();
        }

        boolean isNext(long revision) {
            return revision == handled + 1;
        }
    }

    private Uni<Blocked> blocked(Key key) {
        return inbox.handled(key.producer(), key.aggregate())
                .chain(handled -> parked.events(key.producer(), key.aggregate())
                        .map(events -> new Blocked(key, handled, events)));
    }

    private static Rejection nothing(Key key) {
        return new Rejection(
                CommonProblem.NOT_FOUND, "no such event of " + key.producer() + " " + key.aggregate() + " is parked");
    }

    private static Rejection notNext(Blocked blocked) {
        return new Rejection(
                CommonProblem.PARKED_NOT_NEXT, "revision " + (blocked.handled() + 1) + " is what holds up this key");
    }

    private static Uni<Outcome<List<StoredEvent>>> refused(Rejection reason) {
        return Uni.createFrom().item(new Outcome.Refused<>(reason));
    }
}
