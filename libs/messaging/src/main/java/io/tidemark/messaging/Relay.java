package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Checkpoint;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.messaging.Alignment.Aligned;
import io.tidemark.messaging.RelayMarks.Move;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the service's events to its topic, in position order. The checkpoint moves when a batch is acknowledged as a
 * whole; after a failure the batch is sent again by a new producer, and consumers drop the repeats by revision. Whoever
 * holds the checkpoint's row lock leads. A leader that lost the lock without knowing may still have a batch under way:
 * it begins after a position that Kafka has acknowledged and arrives in order, so it only repeats.
 *
 * <p>At start, after each failure and every few seconds, what Kafka acknowledged is compared with what the topic holds
 * ({@link Alignment}). Where the broker went back (the topic lost, made anew or restored to an older state) the relay goes
 * back to before the first position that is missing. Where the database may be another one than before (it was started
 * anew, or another one stands in its place), the same is compared before anything is published from it.
 */
@ApplicationScoped
public class Relay implements Follower {
    static final String NAME = "relay";

    /** Few round trips for many events, and little enough to hold in memory. */
    private static final int BATCH = 500;

    /** Two small requests; a topic goes back only when somebody restores or removes data. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Alignment alignment;
    private final LogProducer producer;
    private final HopSpans spans;
    private final String topic;
    private final String source;
    private volatile @Nullable Aligned aligned;
    private volatile long lookedNanos;

    public Relay(
            Alignment alignment,
            Topics topics,
            LogProducer producer,
            HopSpans spans,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.alignment = alignment;
        this.producer = producer;
        this.spans = spans;
        this.topic = topics.events(service);
        this.source = "/tidemark/" + service;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public boolean hasToLook() {
        Aligned known = aligned;
        return known == null || known.mended() || isLookDue();
    }

    private boolean isLookDue() {
        return System.nanoTime() - lookedNanos >= LOOK_EVERY.toNanos();
    }

    @Override
    public Uni<Long> resumeAfter(Mutiny.StatelessSession session, Checkpoint checkpoint) {
        Aligned known = aligned;
        if (known == null || known.mended() || !known.incarnation().equals(checkpoint.incarnation())) {
            return align(session, checkpoint);
        }
        return look(session, known)
                .chain(agrees -> agrees ? Uni.createFrom().item(checkpoint.position()) : align(session, checkpoint));
    }

    private Uni<Boolean> look(Mutiny.StatelessSession session, Aligned known) {
        if (!isLookDue()) {
            return Uni.createFrom().item(true);
        }
        lookedNanos = System.nanoTime();
        return alignment.stillAgrees(session, known);
    }

    private Uni<Long> align(Mutiny.StatelessSession session, Checkpoint checkpoint) {
        aligned = null;
        return alignment
                .align(session, checkpoint)
                .invoke(found -> {
                    aligned = found;
                    lookedNanos = System.nanoTime();
                })
                .map(Aligned::resumeAfter);
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        Aligned agreed = aligned;
        if (agreed == null) {
            throw new IllegalStateException("nothing is published before log and topic were compared");
        }
        return OffLoop.returning(producer.send(records(batch, agreed.generations())))
                .invoke(() -> spans.published(batch, topic))
                .map(acknowledged -> moves(batch, acknowledged, agreed.topicId()))
                .chain(moves -> RelayMarks.advance(session, moves))
                .invoke(advanced -> {
                    if (!advanced) {
                        throw new Landed.WentBack(topic);
                    }
                })
                .onFailure()
                .invoke(failure -> aligned = null)
                .replaceWithVoid();
    }

    private List<ProducerRecord<String, byte[]>> records(List<StoredEvent> batch, Generations generations) {
        return batch.stream()
                .map(event -> CloudEvents.record(topic, source, generations.of(event.position()), event))
                .toList();
    }

    private static Collection<Move> moves(List<StoredEvent> batch, List<RecordMetadata> acknowledged, String topicId) {
        return Landed.of(acknowledged).stream()
                .map(landed -> new Move(
                        landed.partition().partition(),
                        topicId,
                        landed.first(),
                        landed.last(),
                        batch.get(landed.index()).id()))
                .toList();
    }
}
