package io.tidemark.identity.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.messaging.CloudEvents;
import io.tidemark.messaging.LogProducer;
import io.tidemark.messaging.OffLoop;
import io.tidemark.messaging.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Tells every partition of identity's topic that nothing of before this moment is still to come. Not stored. Sent
 * only when the relay has published all that was committed before the moment that the record states, so a replica
 * that got it is no older than that.
 */
@ApplicationScoped
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    static final String TYPE = "tidemark.identity.heartbeat.v1";
    private static final String SUBJECT = "heartbeat";
    private static final String SERVICE = "identity";
    /** Half of the ten seconds between two heartbeats: a relay that takes longer gets the next one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final PublishedLog log;
    private final Topics topics;
    private final LogProducer producer;
    private final InstantSource clock = InstantSource.system();
    private volatile boolean topicReady;
    private volatile boolean failing;

    public Heartbeat(PublishedLog log, Topics topics, LogProducer producer) {
        this.log = log;
        this.topics = topics;
        this.producer = producer;
    }

    /**
     * The body of the record.
     *
     * @param position everything up to here was published before
     */
    public record Beat(long position) {}

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> beat() {
        Instant moment = clock.instant();
        return ready().chain(log::committed)
                .chain(position -> published(position, moment.plus(PATIENCE)).chain(() -> send(position, moment)))
                .invoke(() -> failing = false)
                .onFailure()
                .recoverWithUni(this::tellOnce);
    }

    /** Replicas grow old and deny in the end; that is told once here, not every ten seconds. The topic may be lost. */
    private Uni<Void> tellOnce(Throwable failure) {
        topicReady = false;
        if (!failing) {
            LOG.warnf("no heartbeat until this passes: cause=%s", failure);
            failing = true;
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> published(long position, Instant deadline) {
        return log.published().chain(reached -> {
            if (reached >= position) {
                return Uni.createFrom().voidItem();
            }
            if (clock.instant().isAfter(deadline)) {
                return Uni.createFrom()
                        .failure(new IllegalStateException(
                                "the relay is at " + reached + " and the log at " + position));
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .chain(() -> published(position, deadline));
        });
    }

    private Uni<Void> send(long position, Instant moment) {
        List<ProducerRecord<String, byte[]>> records = IntStream.range(0, Topics.EVENT_PARTITIONS)
                .mapToObj(partition -> record(partition, position, moment))
                .toList();
        return producer.sendAll(records);
    }

    private ProducerRecord<String, byte[]> record(int partition, long position, Instant moment) {
        UUID id = UUID.randomUUID();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.events(SERVICE),
                partition,
                moment.toEpochMilli(),
                SUBJECT,
                Json.write(new Beat(position)).getBytes(UTF_8));
        CloudEvents.attributes(record.headers(), id, "/tidemark/" + SERVICE, TYPE, SUBJECT, moment);
        CloudEvents.cause(record.headers(), Cause.spontaneous(id, "identity-heartbeat"));
        return record;
    }

    /** A heartbeat may be the topic's first record. */
    private Uni<Void> ready() {
        if (topicReady) {
            return Uni.createFrom().voidItem();
        }
        return OffLoop.returning(Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::makeTopic));
    }

    private void makeTopic() {
        try {
            topics.ensureKeptForEver(topics.events(SERVICE), Topics.EVENT_PARTITIONS);
            topicReady = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic", e);
        }
    }
}
