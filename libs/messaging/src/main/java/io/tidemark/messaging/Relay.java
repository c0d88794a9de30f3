package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.messaging.RelayMarks.Mark;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the service's events to its topic, in position order. The checkpoint moves when a batch is acknowledged as a
 * whole; after a failure the batch is sent again by a new producer, and consumers drop the repeats by revision. Whoever
 * holds the checkpoint's row lock leads. A leader that lost the lock without knowing may still have a batch under way:
 * it begins after a position that Kafka has acknowledged and arrives in order, so it only repeats.
 *
 * <p>At start, after each failure and every few seconds, what Kafka acknowledged is compared with what the topic holds.
 * Where the broker went back (the topic lost, made anew or restored to an older state) the relay goes back to before the
 * first position that is missing.
 */
@ApplicationScoped
public class Relay implements Follower {
    static final String NAME = "relay";
    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Few round trips for many events, and little enough to hold in memory. */
    private static final int BATCH = 500;

    /** Two small requests; a topic goes back only when somebody restores or removes data. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final EventStore store;
    private final Topics topics;
    private final PublishedTopic published;
    private final LogProducer producer;
    private final RelayLag lag;
    private final String service;
    private volatile @Nullable Aligned aligned;
    private volatile long lookedNanos;

    public Relay(
            EventStore store,
            Topics topics,
            PublishedTopic published,
            LogProducer producer,
            RelayLag lag,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.store = store;
        this.topics = topics;
        this.published = published;
        this.producer = producer;
        this.lag = lag;
        this.service = service;
    }

    /** Which topic and which history of the store were found to agree. */
    private record Aligned(String topicId, String generation) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Uni<Long> resumeAfter(Mutiny.StatelessSession session, long checkpoint) {
        if (aligned == null) {
            return align(session, checkpoint);
        }
        if (System.nanoTime() - lookedNanos < LOOK_EVERY.toNanos()) {
            return Uni.createFrom().item(checkpoint);
        }
        lookedNanos = System.nanoTime();
        return lag.measure(session)
                .chain(() -> RelayMarks.all(session))
                .chain(marks -> OffLoop.blocking(() -> reaches(marks)))
                .chain(reaches -> reaches ? Uni.createFrom().item(checkpoint) : align(session, checkpoint));
    }

    /** A broker that is away says nothing about what it holds. */
    private boolean reaches(Collection<Mark> marks) {
        try {
            return published.reaches(marks);
        } catch (KafkaException e) {
            LOG.debug("the topic cannot be looked at now", e);
            return true;
        }
    }

    private Uni<Long> align(Mutiny.StatelessSession session, long checkpoint) {
        aligned = null;
        return store.generation()
                .chain(generation -> RelayMarks.all(session)
                        .chain(marks -> OffLoop.blocking(() -> compare(checkpoint, marks, generation)))
                        .call(found -> found.marks()
                                .map(fresh -> RelayMarks.replace(session, fresh))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .invoke(found -> aligned = new Aligned(found.topicId(), generation))
                        .map(Comparison::resumeAfter));
    }

    /** @param marks to put in the place of those kept; empty when those hold */
    private record Comparison(String topicId, long resumeAfter, Optional<Collection<Mark>> marks) {}

    private Comparison compare(long checkpoint, Collection<Mark> marks, String generation) {
        makeTopic();
        String topicId = published.id().orElseThrow(() -> new KafkaException("the topic is not there yet"));
        boolean known = checkpoint == 0 || !marks.isEmpty();
        if (known && published.holds(marks)) {
            return new Comparison(topicId, checkpoint, Optional.empty());
        }
        PublishedTopic.Content content = published.content(generation);
        long missing = content.firstMissing(checkpoint);
        if (missing <= checkpoint) {
            LOG.errorf(
                    "Kafka no longer has what it acknowledged, publishing it again: topic=%s from=%d acknowledged=%d",
                    topics.events(service), missing, checkpoint);
        }
        return new Comparison(topicId, missing - 1, Optional.of(content.last()));
    }

    private void makeTopic() {
        try {
            topics.ensureKeptForEver(topics.events(service), Topics.EVENT_PARTITIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic", e);
        }
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        Aligned agreed = aligned;
        if (agreed == null) {
            throw new IllegalStateException("nothing is published before log and topic were compared");
        }
        return OffLoop.returning(producer.send(records(batch, agreed.generation())))
                .map(acknowledged -> marks(batch, acknowledged, agreed.topicId()))
                .chain(marks -> RelayMarks.advance(session, marks))
                .invoke(advanced -> {
                    if (!advanced) {
                        throw new IllegalStateException("Kafka gave offsets that it had given before");
                    }
                })
                .onFailure()
                .invoke(failure -> aligned = null)
                .replaceWithVoid();
    }

    private List<ProducerRecord<String, byte[]>> records(List<StoredEvent> batch, String generation) {
        return batch.stream()
                .map(event -> CloudEvents.record(topics.events(service), "/tidemark/" + service, generation, event))
                .toList();
    }

    /** The last record of each partition. The broker does not tell the offset of a record that it had got before. */
    private static Collection<Mark> marks(List<StoredEvent> batch, List<RecordMetadata> acknowledged, String topicId) {
        Map<Integer, Mark> last = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            RecordMetadata record = acknowledged.get(i);
            if (record.hasOffset()) {
                last.put(
                        record.partition(),
                        new Mark(
                                record.partition(),
                                topicId,
                                record.offset(),
                                batch.get(i).id()));
            }
        }
        return last.values();
    }
}
