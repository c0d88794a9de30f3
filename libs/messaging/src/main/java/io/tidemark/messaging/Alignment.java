package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.messaging.RelayLag.Standing;
import io.tidemark.messaging.RelayMarks.Mark;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Compares what Kafka acknowledged with what its topic holds, and both with the log, in the transaction that holds the
 * relay's checkpoint. Where Kafka went back, the relay has to go back too; where the database did, its history has branched
 * and gets a new generation.
 */
@ApplicationScoped
class Alignment {
    private static final Logger LOG = Logger.getLogger(Alignment.class);

    private static final String BRANCH = "update log_head set generation = gen_random_uuid()";

    private final Topics topics;
    private final PublishedTopic published;
    private final RelayLag lag;
    private final String topic;

    Alignment(
            Topics topics,
            PublishedTopic published,
            RelayLag lag,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.topics = topics;
        this.published = published;
        this.lag = lag;
        this.topic = topics.events(service);
    }

    /**
     * Log and topic as they were found to agree.
     *
     * @param topicId Kafka's id of the topic
     * @param generation of the log's history
     * @param resumeAfter up to which position the topic has every event
     * @param mended whether something had to be put right in this transaction, which may still fail: compare once more then
     */
    record Aligned(String topicId, String generation, long resumeAfter, boolean mended) {
        Aligned orMended(boolean also) {
            return new Aligned(topicId, generation, resumeAfter, mended || also);
        }
    }

    /** A glance, without reading a record; a broker that is away says nothing about what it holds. */
    Uni<Boolean> stillAgrees(Mutiny.StatelessSession session, Aligned known) {
        return lag.standing(session)
                .chain(standing -> standing.generation().equals(known.generation())
                        ? RelayMarks.all(session).chain(marks -> OffLoop.blocking(() -> reaches(marks)))
                        : Uni.createFrom().item(false));
    }

    private boolean reaches(Collection<Mark> marks) {
        try {
            return published.reaches(marks);
        } catch (KafkaException e) {
            LOG.debug("the topic cannot be looked at now", e);
            return true;
        }
    }

    /** Compares, and puts the marks right. */
    Uni<Aligned> align(Mutiny.StatelessSession session, long checkpoint) {
        return lag.standing(session)
                .chain(standing -> generation(session, standing)
                        .chain(generation -> RelayMarks.all(session)
                                .chain(marks -> OffLoop.blocking(() -> compare(checkpoint, marks, generation))))
                        .call(found -> found.marks()
                                .map(fresh -> RelayMarks.replace(session, fresh))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .map(Comparison::aligned)
                        .map(found -> found.orMended(!found.generation().equals(standing.generation()))));
    }

    private Uni<String> generation(Mutiny.StatelessSession session, Standing standing) {
        return OffLoop.blocking(() -> newest(standing.generation())).chain(newest -> {
            if (newest <= standing.head()) {
                return Uni.createFrom().item(standing.generation());
            }
            LOG.errorf(
                    "the database went back, its history is a new generation now: topic=%s published=%d head=%d",
                    topic, newest, standing.head());
            return session.createNativeQuery(BRANCH)
                    .executeUpdate()
                    .chain(() -> lag.standing(session))
                    .map(Standing::generation);
        });
    }

    private long newest(String generation) {
        makeTopic();
        return published.newest(generation);
    }

    private void makeTopic() {
        try {
            topics.ensureKeptForEver(topic, Topics.EVENT_PARTITIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic", e);
        }
    }

    /** @param marks to put in the place of those kept; empty when those hold */
    private record Comparison(Aligned aligned, Optional<Collection<Mark>> marks) {}

    private Comparison compare(long checkpoint, List<Mark> marks, String generation) {
        String topicId = published.id().orElseThrow(() -> new KafkaException("the topic is not there yet"));
        boolean known = checkpoint == 0 || !marks.isEmpty();
        if (known && published.holds(marks)) {
            return new Comparison(new Aligned(topicId, generation, checkpoint, false), Optional.empty());
        }
        PublishedTopic.Content content = published.content(generation);
        long missing = content.firstMissing(checkpoint);
        if (missing <= checkpoint) {
            LOG.errorf(
                    "Kafka no longer has what it acknowledged, publishing it again: topic=%s from=%d acknowledged=%d",
                    topic, missing, checkpoint);
        }
        return new Comparison(new Aligned(topicId, generation, missing - 1, true), Optional.of(content.last()));
    }
}
