package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Publishes the service's events to its topic, in position order. The checkpoint moves after every acknowledgement
 * of a batch: after a failure the batch is sent again, and consumers drop the repeats by revision.
 */
@ApplicationScoped
public class Relay implements Follower {
    private final EventStore store;
    private final Topics topics;
    private final LogProducer producer;
    private final String service;
    private volatile boolean topicReady;

    public Relay(
            EventStore store,
            Topics topics,
            LogProducer producer,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.store = store;
        this.topics = topics;
        this.producer = producer;
        this.service = service;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        return ready().chain(store::generation)
                .chain(generation -> onSessionsContext(producer.sendAll(records(batch, generation))));
    }

    private List<ProducerRecord<String, byte[]>> records(List<StoredEvent> batch, String generation) {
        return batch.stream()
                .map(event -> CloudEvents.record(topics.events(service), "/tidemark/" + service, generation, event))
                .toList();
    }

    private Uni<Void> ready() {
        if (topicReady) {
            return Uni.createFrom().voidItem();
        }
        return onSessionsContext(Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::makeTopic));
    }

    private void makeTopic() {
        try {
            topics.ensureKeptForEver(topics.events(service), Topics.EVENT_PARTITIONS);
            topicReady = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic", e);
        }
    }

    /** The session must go on where it began: results from Kafka's or a worker's thread come back to its context. */
    public static <T> Uni<T> onSessionsContext(Uni<T> work) {
        Context context = Vertx.currentContext();
        return context == null ? work : work.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
