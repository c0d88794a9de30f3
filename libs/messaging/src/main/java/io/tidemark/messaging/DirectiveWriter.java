package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Checkpoint;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.messaging.DirectiveMarks.Mark;
import io.tidemark.messaging.DirectiveMarks.Move;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Writes directives to the nodes' topics, in the order of the events that call for them. After a failure the same
 * ones are written again: a directive is a whole state, so a repeat changes nothing. Where Kafka lost a topic, or has an
 * older state of it, the last directive of each key is written again; a node drops those that it has.
 */
@ApplicationScoped
public class DirectiveWriter implements Follower {
    private static final Logger LOG = Logger.getLogger(DirectiveWriter.class);
    private static final int CHUNK = 500;

    /** Two small requests. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Instance<DirectiveSource> sources;
    private final EventStore store;
    private final Topics topics;
    private final LogProducer producer;
    private final BrokerView broker;
    private final String service;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private volatile long lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    public DirectiveWriter(
            Instance<DirectiveSource> sources,
            EventStore store,
            Topics topics,
            LogProducer producer,
            BrokerView broker,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.sources = sources;
        this.store = store;
        this.topics = topics;
        this.producer = producer;
        this.broker = broker;
        this.service = service;
    }

    @Override
    public String name() {
        return "directives";
    }

    /** Nothing where the service commands no nodes. */
    @Override
    public Optional<Predicate<StoredEvent>> onlyFor() {
        return sources.isUnsatisfied() ? Optional.of(_ -> false) : Optional.empty();
    }

    @Override
    public boolean hasToLook() {
        return !sources.isUnsatisfied() && System.nanoTime() - lookedNanos >= LOOK_EVERY.toNanos();
    }

    @Override
    public Uni<Long> resumeAfter(Mutiny.StatelessSession session, Checkpoint checkpoint) {
        long position = checkpoint.position();
        if (!hasToLook()) {
            return Uni.createFrom().item(position);
        }
        return DirectiveMarks.all(session)
                .chain(marks -> OffLoop.blocking(() -> lost(marks)))
                .chain(lost -> lost.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : DirectiveMarks.forget(session, lost.get().topics())
                                .chain(() -> writeAnew(session, position, lost.get())))
                .invoke(() -> lookedNanos = System.nanoTime())
                .replaceWith(position);
    }

    /** @param all whether topics that are not named may have lost something too */
    private record Lost(Set<String> topics, boolean all) {
        boolean has(String topic) {
            return all || topics.contains(topic);
        }
    }

    /** Which topics have lost something; empty when none has. A broker that is away says nothing about what it holds. */
    private Optional<Lost> lost(List<Mark> marks) {
        List<Mark> known = marks.stream().filter(Mark::isOfTopic).toList();
        if (!DirectiveMarks.areWhole(marks)) {
            return Optional.of(new Lost(known.stream().map(Mark::topic).collect(Collectors.toSet()), true));
        }
        try {
            Set<String> lost = known.isEmpty() ? Set.of() : lostOf(known);
            return lost.isEmpty() ? Optional.empty() : Optional.of(new Lost(lost, false));
        } catch (KafkaException e) {
            LOG.debug("the topics of directives cannot be looked at now", e);
            return Optional.empty();
        }
    }

    private Set<String> lostOf(List<Mark> marks) {
        Map<String, String> ids = broker.ids(marks.stream().map(Mark::topic).toList());
        Map<TopicPartition, Long> ends =
                broker.offsets(ids.keySet().stream().map(DirectiveWriter::only).toList(), OffsetSpec.latest());
        return marks.stream()
                .filter(mark -> !mark.topicId().equals(ids.get(mark.topic()))
                        || ends.getOrDefault(only(mark.topic()), 0L) <= mark.offset())
                .map(Mark::topic)
                .collect(Collectors.toSet());
    }

    private static TopicPartition only(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** The whole log is read for it, as rarely as somebody loses a broker's data. */
    private Uni<Void> writeAnew(Mutiny.StatelessSession session, long checkpoint, Lost lost) {
        ready.clear();
        Map<String, ProducerRecord<String, byte[]>> last = new LinkedHashMap<>();
        return collect(0, checkpoint, lost, last)
                .chain(() -> send(session, List.copyOf(last.values())))
                .invoke(() -> {
                    if (!last.isEmpty()) {
                        LOG.warnf("directives written anew: count=%d upToPosition=%d", last.size(), checkpoint);
                    }
                })
                .chain(believed -> believed
                        ? DirectiveMarks.whole(session)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> collect(long after, long last, Lost lost, Map<String, ProducerRecord<String, byte[]>> found) {
        if (after >= last) {
            return Uni.createFrom().voidItem();
        }
        int count = (int) Math.min(CHUNK, last - after);
        return OffLoop.returning(store.readAfter(after, count))
                .chain(this::records)
                .invoke(records -> records.stream()
                        .filter(record -> lost.has(record.topic()))
                        .forEach(record -> {
                            String key = record.topic() + " " + record.key();
                            found.remove(key);
                            found.put(key, record);
                        }))
                .chain(() -> collect(after + count, last, lost, found));
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        if (sources.isUnsatisfied()) {
            return Uni.createFrom().voidItem();
        }
        return records(batch).chain(records -> send(session, records)).replaceWithVoid();
    }

    /** False when the broker came back in an older state while these were under way: then all are written anew, next. */
    private Uni<Boolean> send(Mutiny.StatelessSession session, List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return OffLoop.returning(makeTopics(records).chain(() -> producer.send(records)))
                .onFailure()
                .invoke(ready::clear)
                .chain(acknowledged -> OffLoop.blocking(() -> moves(acknowledged)))
                .chain(moves -> DirectiveMarks.advance(session, moves))
                .onFailure(Landed.WentBack.class)
                .recoverWithItem(false)
                .call(believed -> believed ? Uni.createFrom().voidItem() : doubt(session));
    }

    private Uni<Void> doubt(Mutiny.StatelessSession session) {
        lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();
        return DirectiveMarks.doubt(session);
    }

    private List<Move> moves(List<RecordMetadata> acknowledged) {
        Map<String, Landed> landed = Landed.of(acknowledged).stream()
                .collect(Collectors.toMap(one -> one.partition().topic(), Function.identity()));
        Map<String, String> ids = broker.ids(landed.keySet());
        return landed.entrySet().stream()
                .filter(topic -> ids.containsKey(topic.getKey()))
                .map(topic -> new Move(
                        topic.getKey(),
                        ids.getOrDefault(topic.getKey(), ""),
                        topic.getValue().first(),
                        topic.getValue().last()))
                .toList();
    }

    private Uni<List<ProducerRecord<String, byte[]>>> records(List<StoredEvent> batch) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        return InTurn.each(
                        batch,
                        event -> sources.get()
                                .of(event)
                                .invoke(directives ->
                                        directives.forEach(directive -> records.add(record(directive, event)))))
                .map(written -> records);
    }

    private ProducerRecord<String, byte[]> record(Directive directive, StoredEvent event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.directives(directive.nodeId()),
                directive.key(),
                directive.json().getBytes(StandardCharsets.UTF_8));
        CloudEvents.attributes(
                record.headers(),
                event.id(),
                "/tidemark/" + service,
                directive.type(),
                directive.key(),
                event.recordedAt());
        CloudEvents.cause(record.headers(), event.cause().causedBy(event.id()));
        return record;
    }

    private Uni<Void> makeTopics(List<ProducerRecord<String, byte[]>> records) {
        List<String> missing = records.stream()
                .map(ProducerRecord::topic)
                .distinct()
                .filter(topic -> !ready.contains(topic))
                .toList();
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> {
                    missing.forEach(this::makeTopic);
                });
    }

    private void makeTopic(String topic) {
        try {
            topics.ensureCompacted(topic);
            ready.add(topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making " + topic, e);
        }
    }
}
