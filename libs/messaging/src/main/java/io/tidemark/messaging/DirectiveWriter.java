package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes directives to the nodes' topics, in the order of the events that call for them. After a failure the same
 * ones are written again: a directive is a whole state, so a repeat changes nothing.
 */
@ApplicationScoped
public class DirectiveWriter implements Follower {
    private final Instance<DirectiveSource> sources;
    private final Topics topics;
    private final LogProducer producer;
    private final String service;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    public DirectiveWriter(
            Instance<DirectiveSource> sources,
            Topics topics,
            LogProducer producer,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.sources = sources;
        this.topics = topics;
        this.producer = producer;
        this.service = service;
    }

    @Override
    public String name() {
        return "directives";
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        if (sources.isUnsatisfied()) {
            return Uni.createFrom().voidItem();
        }
        return records(batch)
                .chain(records -> records.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : OffLoop.returning(makeTopics(records).chain(() -> producer.sendAll(records))))
                .onFailure()
                .invoke(ready::clear);
    }

    private Uni<List<ProducerRecord<String, byte[]>>> records(List<StoredEvent> batch) {
        Uni<List<ProducerRecord<String, byte[]>>> chain = Uni.createFrom().item(ArrayList::new);
        for (StoredEvent event : batch) {
            chain = chain.chain(records -> sources.get().of(event).map(directives -> {
                directives.forEach(directive -> records.add(record(directive, event)));
                return records;
            }));
        }
        return chain;
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
