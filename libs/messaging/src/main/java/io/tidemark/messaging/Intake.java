package io.tidemark.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
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

    private final EventStore store;
    private final Reactions reactions;
    private final Parking parking;
    private final Instance<Pulse> pulses;

    public Intake(EventStore store, Reactions reactions, Parking parking, @Any Instance<Pulse> pulses) {
        this.store = store;
        this.reactions = reactions;
        this.parking = parking;
        this.pulses = pulses;
    }

    @Incoming("events")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return Pulse.isPulse(record) ? pulse(record) : event(record);
    }

    /** Handles what is parked of that key as far as it can be handled now: for operators, after what failed was mended. */
    public Uni<Void> driveAgain(String producer, String aggregate) {
        return parking.drive(producer, aggregate, this::handle);
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
        return Uni.createFrom()
                .deferred(() -> take(event))
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

    private Uni<Void> take(IncomingEvent event) {
        return parking.queue(event).chain(queue -> {
            if (queue.earlier() > 0) {
                return parking.park(event, "an earlier event of its key is parked");
            }
            return queue.all() == 0
                    ? handle(event).replaceWithVoid()
                    : handle(event).chain(() -> parking.drive(event.producer(), event.aggregate(), this::handle));
        });
    }

    /** Handles one event in one transaction, or parks it; tells whether it is handled. */
    private Uni<Boolean> handle(IncomingEvent event) {
        Companion mark = new Companion.InboxMark(event.producer(), event.aggregate(), event.revision());
        return Uni.createFrom()
                .deferred(() -> reactions.on(event))
                .chain(effect ->
                        store.append(new Append(effect.writes(), event.effectCause(), effect.companions()).with(mark)))
                .replaceWith(true)
                .onFailure(Intake::lostRace)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .indefinitely()
                .onFailure(AppendConflict.Repeat.class)
                .recoverWithItem(true)
                .onFailure(failure -> !Failures.mayPass(failure))
                .recoverWithUni(
                        failure -> parking.park(event, String.valueOf(failure)).replaceWith(false));
    }

    /** Somebody else moved a stream, or took a value, that the effect was planned on: planned anew it fits. */
    private static boolean lostRace(Throwable failure) {
        return failure instanceof AppendConflict.Revision || failure instanceof AppendConflict.AlreadyClaimed;
    }
}
