package io.tidemark.messaging;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.Blocking;
import io.tidemark.eventstore.postgres.Incarnation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Up to where this database has taken in each partition, kept in the database itself. Kafka's own mark of the group is as
 * old as Kafka, this one as old as the effects: reading begins at the lower one, so whichever of the two was restored to an
 * older state, nothing is passed over, and repeats are dropped by revision. The mark is written every two seconds and is
 * only a lower bound. When the database may have gone back ({@link Incarnation}), the group shares out its partitions anew.
 */
@ApplicationScoped
@Identifier("intake")
public class IntakeMarks implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(IntakeMarks.class);
    private static final String CHANNEL = "events";

    private static final String KEEP = "insert into intake_mark (topic, part, log_offset)"
            + " select m.topic, m.part, m.\"offset\" from jsonb_to_recordset(cast(cast(:marks as text) as jsonb))"
            + " as m(topic text, part integer, \"offset\" bigint) order by m.topic, m.part"
            + " on conflict (topic, part) do update set log_offset = excluded.log_offset";

    private final Mutiny.SessionFactory sessions;
    private final KafkaClientService kafka;
    private final MetGenerations generations;
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> kept = new ConcurrentHashMap<>();
    private volatile @Nullable String incarnation;
    private volatile boolean unsettled;

    public IntakeMarks(Mutiny.SessionFactory sessions, KafkaClientService kafka, MetGenerations generations) {
        this.sessions = sessions;
        this.kafka = kafka;
        this.generations = generations;
    }

    /** @param offset every record before it was handled or parked */
    private record Mark(String topic, int part, long offset) {
        TopicPartition partition() {
            return new TopicPartition(topic, part);
        }
    }

    /** What the database says about itself. */
    private record Found(String incarnation, Map<TopicPartition, Long> marks) {}

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            Found found = Blocking.await(sessions.withStatelessTransaction(this::read));
            partitions.forEach(partition -> begin(consumer, partition, found));
            generations.forget();
            incarnation = found.incarnation();
            unsettled = false;
        } catch (InterruptedException | RuntimeException e) {
            LOG.warnf("where to begin is not known yet, asking again: cause=%s", e);
            unsettled = true;
        }
    }

    private void begin(Consumer<?, ?> consumer, TopicPartition partition, Found found) {
        long committed = consumer.position(partition);
        long mark = found.marks().getOrDefault(partition, 0L);
        if (mark < committed) {
            LOG.infof("reading again: partition=%s from=%d committed=%d", partition, mark, committed);
            consumer.seek(partition, mark);
        }
        next.put(partition, Math.min(mark, committed));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        kept.keySet().removeAll(partitions);
    }

    /** The record was handled or parked. Records come in order; one that was under way when reading began anew is passed over. */
    void handled(ConsumerRecord<?, ?> record) {
        next.computeIfPresent(new TopicPartition(record.topic(), record.partition()), (partition, expected) -> {
            if (record.offset() < expected) {
                // Kafka went back below what was read: the group's own bookkeeping has to begin anew as well.
                unsettled = true;
            }
            return record.offset() <= expected ? Long.valueOf(record.offset() + 1) : expected;
        });
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP, identity = "intake-marks")
    Uni<Void> keep() {
        return sessions.withStatelessTransaction(session -> Incarnation.of(session)
                        .chain(present -> isSettled(present)
                                ? write(session)
                                : Uni.createFrom().item(false)))
                .chain(settled -> settled ? Uni.createFrom().voidItem() : shareOutAnew())
                .onFailure()
                .invoke(failure -> LOG.debug("marks cannot be kept now", failure))
                .onFailure()
                .recoverWithNull();
    }

    private boolean isSettled(String present) {
        String known = incarnation;
        return !unsettled && (known == null || known.equals(present));
    }

    private Uni<Boolean> write(Mutiny.StatelessSession session) {
        Map<TopicPartition, Long> moved = new HashMap<>(next);
        moved.entrySet().removeAll(kept.entrySet());
        if (moved.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        List<Mark> marks = moved.entrySet().stream()
                .map(mark -> new Mark(mark.getKey().topic(), mark.getKey().partition(), mark.getValue()))
                .toList();
        return session.createNativeQuery(KEEP)
                .setParameter("marks", Json.write(marks))
                .executeUpdate()
                .invoke(() -> kept.putAll(moved))
                .replaceWith(true);
    }

    private Uni<Void> shareOutAnew() {
        LOG.info("the database or Kafka may have gone back: the group shares out its partitions anew");
        java.util.function.Consumer<Consumer<Object, Object>> rejoin =
                consumer -> consumer.enforceRebalance("a store may have gone back");
        return kafka.getConsumer(CHANNEL).runOnPollingThread(rejoin);
    }

    private Uni<Found> read(Mutiny.StatelessSession session) {
        return Incarnation.of(session)
                .chain(present -> session.createNativeQuery(
                                "select topic, part, log_offset from intake_mark", Object[].class)
                        .getResultList()
                        .map(rows -> new Found(present, marks(rows))));
    }

    private static Map<TopicPartition, Long> marks(List<Object[]> rows) {
        Map<TopicPartition, Long> marks = new HashMap<>();
        for (Object[] row : rows) {
            Mark mark = new Mark((String) row[0], ((Number) row[1]).intValue(), ((Number) row[2]).longValue());
            marks.put(mark.partition(), mark.offset());
        }
        return marks;
    }
}
