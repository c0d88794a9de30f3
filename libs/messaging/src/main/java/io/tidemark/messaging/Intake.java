package io.tidemark.messaging;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.messaging.MetGenerations.Age;
import io.tidemark.messaging.Parking.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes in what others published, one record after the other. The effect and the mark that the revision was handled
 * commit together: a repeat is dropped, a gap and whatever cannot be handled is parked with every later event of its
 * key, and everything else goes on. A database that is away is waited for.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** Under a second with the pauses between: what takes longer to pass is tried from the parking. */
    private static final int TRIES_IN_PLACE = 3;

    private final EventStore store;
    private final Reactions reactions;
    private final Parking parking;
    private final HopSpans spans;
    private final Instance<Pulse> pulses;
    private final MetGenerations generations;
    private final IntakeMarks marks;

    public Intake(
            EventStore store,
            Reactions reactions,
            Parking parking,
            HopSpans spans,
            @Any Instance<Pulse> pulses,
            MetGenerations generations,
            @Identifier("intake") IntakeMarks marks) {
        this.store = store;
        this.reactions = reactions;
        this.parking = parking;
        this.spans = spans;
        this.pulses = pulses;
        this.generations = generations;
        this.marks = marks;
    }

    @Incoming("events")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return (Pulse.isPulse(record) ? pulse(record) : event(record)).invoke(() -> marks.handled(record));
    }

    /** Handles what is parked of that key as far as it can be handled now: for operators, after what failed was mended. */
    public Uni<Void> driveAgain(String producer, String aggregate) {
        return parking.driveAsAsked(producer, aggregate, this::handleOrPark);
    }

    /** Events that were parked because something may pass are tried again by themselves, later each time. */
    @Scheduled(
            every = "${tidemark.intake.retry.every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "parked-events")
    Uni<Void> driveDue() {
        return parking.due()
                .onItem()
                .transformToMulti(keys -> Multi.createFrom().iterable(keys))
                .onItem()
                .call(key -> parking.drive(key.producer(), key.aggregate(), this::handleOrPark))
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("parked events cannot be tried again now: cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> pulse(ConsumerRecord<String, byte[]> record) {
        return Multi.createFrom()
                .iterable(pulses)
                .onItem()
                .call(pulse -> pulse.beat(record))
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Failures::mayPass)
                .invoke(failure -> tryingAgain(record, failure))
                .onFailure(Failures::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure -> passOver(record, failure));
    }

    /** Once it is readable it is never passed over: it is handled, or parked, or waited for. */
    private Uni<Void> event(ConsumerRecord<String, byte[]> record) {
        IncomingEvent event;
        try {
            event = CloudEvents.read(record);
        } catch (IllegalArgumentException e) {
            return passOver(record, e);
        }
        AtomicInteger tries = new AtomicInteger();
        return Uni.createFrom()
                .deferred(() -> take(event, tries))
                .onFailure()
                .invoke(failure -> tryingAgain(record, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static void tryingAgain(ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.warnf(
                "cannot take in a record yet, trying again: topic=%s offset=%d cause=%s",
                record.topic(), record.offset(), failure);
    }

    /** A record that no producer of ours wrote: it has no key to park under, so it is told loudly and passed. */
    private static Uni<Void> passOver(ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.errorf(
                failure,
                "a record that is no event of ours is passed over: topic=%s partition=%d offset=%d",
                record.topic(),
                record.partition(),
                record.offset());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> take(IncomingEvent event, AtomicInteger tries) {
        return parking.standing(event)
                .chain(standing -> generations.age(event, standing).chain(age -> take(event, tries, standing, age)));
    }

    private Uni<Void> take(IncomingEvent event, AtomicInteger tries, Standing standing, Age age) {
        if (standing.isRival(event, age)) {
            return parking.park(event, Waiting.AN_OPERATOR_AS_RIVAL, rivalry(event, standing));
        }
        boolean past = standing.isPast(event, age);
        if (standing.earlier() > 0 && !past) {
            return parking.park(event, Waiting.ITS_TURN, "an earlier event of its key is parked");
        }
        Uni<Boolean> done = past
                ? Uni.createFrom().item(true)
                : handle(event).onFailure().recoverWithUni(failure -> goOnWithout(event, failure, tries));
        return standing.waiting() == 0
                ? done.replaceWithVoid()
                : done.chain(() -> parking.drive(event.producer(), event.aggregate(), this::handleOrPark));
    }

    private static String rivalry(IncomingEvent event, Standing standing) {
        return event.revision() == standing.handled()
                ? "revision " + event.revision() + " was handled as event "
                        + standing.handledId().orElseThrow() + ", this is another: " + event.id()
                : "revision " + event.revision() + " was handled as an event of generation "
                        + standing.generation().orElse("") + ", which the producer has lost; this is another: "
                        + event.id();
    }

    /** The database answered, so it is this event: after a few tries the others need not wait for it any longer. */
    private Uni<Boolean> goOnWithout(IncomingEvent event, Throwable failure, AtomicInteger tries) {
        return tries.incrementAndGet() < TRIES_IN_PLACE
                ? Uni.createFrom().failure(failure)
                : park(event, Waiting.A_WHILE, failure);
    }

    private Uni<Boolean> handleOrPark(IncomingEvent event) {
        return handle(event).onFailure().recoverWithUni(failure -> park(event, Waiting.A_WHILE, failure));
    }

    /** Handles one event in one transaction, or parks it where it fails the same way each time; tells whether it is handled. */
    private Uni<Boolean> handle(IncomingEvent event) {
        return Uni.createFrom()
                .deferred(() -> spans.handling(event, reactions.hears(event.type()), () -> attempt(event)))
                .replaceWith(true)
                .onFailure(Intake::lostRace)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .indefinitely()
                .onFailure(AppendConflict.Repeat.class)
                .recoverWithItem(true)
                .onFailure(AppendConflict.Gap.class)
                .recoverWithUni(gap -> park(event, Waiting.ITS_TURN, gap))
                .onFailure(failure -> !Failures.mayPass(failure))
                .recoverWithUni(failure -> park(event, Waiting.AN_OPERATOR, failure));
    }

    private Uni<List<StoredEvent>> attempt(IncomingEvent event) {
        Companion mark = event.mark();
        return reactions
                .on(event)
                .chain(effect ->
                        store.append(new Append(effect.writes(), effect.cause(event), effect.companions()).with(mark)));
    }

    private Uni<Boolean> park(IncomingEvent event, Waiting waiting, Throwable reason) {
        return parking.park(event, waiting, String.valueOf(reason)).replaceWith(false);
    }

    /** Somebody else moved a stream, or took a value, that the effect was planned on: planned anew it fits. */
    private static boolean lostRace(Throwable failure) {
        return failure instanceof AppendConflict.Revision || failure instanceof AppendConflict.AlreadyClaimed;
    }
}
