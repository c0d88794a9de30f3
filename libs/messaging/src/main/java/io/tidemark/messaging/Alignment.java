package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Checkpoint;
import io.tidemark.messaging.RelayMarks.Mark;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private static final String LOG_EVENTS =
            "select position, event_id from event where position > :after and position <= :last";

    private final Topics topics;
    private final PublishedTopic published;
    private final RelayLag lag;
    private final WholeLog whole;
    private final String topic;

    Alignment(
            Topics topics,
            PublishedTopic published,
            RelayLag lag,
            WholeLog whole,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.topics = topics;
        this.published = published;
        this.lag = lag;
        this.whole = whole;
        this.topic = topics.events(service);
    }

    /**
     * Log and topic as they were found to agree.
     *
     * @param topicId Kafka's id of the topic
     * @param generations of the log's history
     * @param incarnation of the database that was compared
     * @param resumeAfter up to which position the topic has every event
     * @param mended whether something had to be put right in this transaction, which may still fail: compare once more then
     */
    record Aligned(String topicId, Generations generations, String incarnation, long resumeAfter, boolean mended) {}

    /** A glance, which seldom reads a record; a broker that is away says nothing about what it holds. */
    Uni<Boolean> stillAgrees(Mutiny.StatelessSession session, Aligned known) {
        return lag.standing(session)
                .chain(standing ->
                        standing.generation().equals(known.generations().present())
                                ? RelayMarks.all(session).chain(marks -> OffLoop.blocking(() -> stillHolds(marks)))
                                : Uni.createFrom().item(false));
    }

    private boolean stillHolds(Collection<Mark> marks) {
        try {
            return published.stillHolds(marks);
        } catch (KafkaException e) {
            LOG.debug("the topic cannot be looked at now", e);
            return true;
        }
    }

    /** Compares, and puts the marks right. */
    Uni<Aligned> align(Mutiny.StatelessSession session, Checkpoint checkpoint) {
        long position = checkpoint.position();
        return whole.upToNow(session)
                .chain(() -> RelayMarks.all(session))
                .chain(marks -> lineage(session, position, marks)
                        .chain(lineage ->
                                OffLoop.blocking(() -> compare(position, marks, lineage, checkpoint.incarnation()))))
                .call(found -> found.marks()
                        .map(fresh -> RelayMarks.replace(session, fresh))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .call(found -> found.aligned().resumeAfter() < position
                        ? DirectiveMarks.doubt(session)
                        : Uni.createFrom().voidItem())
                .map(Comparison::aligned);
    }

    /** @param branched whether it was found only now that the database went back */
    private record Lineage(Generations generations, boolean branched) {}

    private Uni<Lineage> lineage(Mutiny.StatelessSession session, long checkpoint, List<Mark> marks) {
        return lag.standing(session)
                .chain(standing -> Generations.read(session)
                        .chain(known -> OffLoop.blocking(() -> {
                                    Divergence divergence = new Divergence(known, checkpoint, standing.head());
                                    makeTopic();
                                    published.behind(marks, divergence::add);
                                    return divergence;
                                })
                                .chain(divergence -> branchIfDiverged(session, known, checkpoint, divergence))));
    }

    private Uni<Lineage> branchIfDiverged(
            Mutiny.StatelessSession session, Generations known, long checkpoint, Divergence divergence) {
        return log(session, checkpoint, divergence.last()).chain(log -> {
            if (!divergence.isBranched(log)) {
                return Uni.createFrom().item(new Lineage(known, false));
            }
            long first = divergence.firstOwn(log);
            LOG.errorf(
                    "the database went back behind what it had published, its history is a new generation now:"
                            + " topic=%s from=%d",
                    topic, first);
            return Generations.branch(session, first, divergence.strange())
                    .map(generations -> new Lineage(generations, true));
        });
    }

    private static Uni<Map<Long, UUID>> log(Mutiny.StatelessSession session, long after, long last) {
        if (last <= after) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(LOG_EVENTS, Object[].class)
                .setParameter("after", after)
                .setParameter("last", last)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> ((Number) row[0]).longValue(), row -> (UUID) row[1])));
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

    private Comparison compare(long checkpoint, List<Mark> marks, Lineage lineage, String incarnation) {
        String topicId = published.id().orElseThrow(() -> new KafkaException("the topic is not there yet"));
        Generations generations = lineage.generations();
        boolean known = checkpoint == 0 || !marks.isEmpty();
        if (known && published.holds(marks)) {
            return new Comparison(
                    new Aligned(topicId, generations, incarnation, checkpoint, lineage.branched()), Optional.empty());
        }
        PublishedTopic.Content content = published.content(generations);
        long missing = content.firstMissing(checkpoint);
        if (missing <= checkpoint) {
            LOG.errorf(
                    "Kafka no longer has what it acknowledged, publishing it again: topic=%s from=%d acknowledged=%d",
                    topic, missing, checkpoint);
        }
        return new Comparison(
                new Aligned(topicId, generations, incarnation, missing - 1, true), Optional.of(content.last()));
    }
}
