package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Publishes once more what an operator asked for, as the log tells. Only what the relay has published before: the rest
 * comes by itself, and in order. Consumers drop what they have handled. After a crash a request begins anew.
 */
@ApplicationScoped
public class Republisher implements Follower {
    private static final Logger LOG = Logger.getLogger(Republisher.class);
    private static final int CHUNK = 500;

    private final EventStore store;
    private final Topics topics;
    private final LogProducer producer;
    private final String service;
    private final String requested;

    public Republisher(
            EventStore store,
            Topics topics,
            LogProducer producer,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.store = store;
        this.topics = topics;
        this.producer = producer;
        this.service = service;
        this.requested = OperatorEvent.republishRequested(service);
    }

    @Override
    public String name() {
        return "republish";
    }

    @Override
    public Optional<Predicate<StoredEvent>> onlyFor() {
        return Optional.of(this::isRequest);
    }

    private boolean isRequest(StoredEvent event) {
        return event.type().equals(requested);
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        List<StoredEvent> requests = batch.stream().filter(this::isRequest).toList();
        return Generations.read(session)
                .chain(generations -> InTurn.each(requests, event -> {
                    RepublishRequested asked = Json.read(event.json(), RepublishRequested.class);
                    return published(session).chain(limit -> republish(asked, limit, generations));
                }));
    }

    private static Uni<Long> published(Mutiny.StatelessSession session) {
        return session.createNativeQuery(
                        "select coalesce(max(position), 0) from checkpoint where follower = '" + Relay.NAME + "'",
                        Long.class)
                .getSingleResult();
    }

    private Uni<Void> republish(RepublishRequested asked, long limit, Generations generations) {
        LOG.infof("publishing once more: %s, of what is published up to %d", asked, limit);
        if (asked.stream().isPresent()) {
            return OffLoop.returning(store.read(StreamId.parse(asked.stream().get())))
                    .map(events -> events.stream()
                            .filter(event -> event.position() > 0 && event.position() <= limit)
                            .toList())
                    .chain(events -> send(events, generations));
        }
        long last = Math.min(asked.toPosition().orElseThrow(), limit);
        return range(asked.fromPosition().orElseThrow(), last, generations);
    }

    private Uni<Void> range(long from, long last, Generations generations) {
        if (from > last) {
            return Uni.createFrom().voidItem();
        }
        int count = (int) Math.min(CHUNK, last - from + 1);
        return OffLoop.returning(store.readAfter(from - 1, count))
                .chain(events -> send(events, generations))
                .chain(() -> range(from + count, last, generations));
    }

    private Uni<Void> send(List<StoredEvent> events, Generations generations) {
        return OffLoop.returning(producer.sendAll(events.stream()
                .map(event -> CloudEvents.record(
                        topics.events(service), "/tidemark/" + service, generations.of(event.position()), event))
                .toList()));
    }
}
