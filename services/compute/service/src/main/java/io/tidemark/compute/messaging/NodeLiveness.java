package io.tidemark.compute.messaging;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.GuestSightings;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.application.Nodes;
import io.tidemark.compute.application.SignsOfLife;
import io.tidemark.compute.fleet.NodeCommand;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** When each node last showed a sign of life, and the events when that changes what placement may expect of it. */
@ApplicationScoped
public class NodeLiveness {
    private static final Logger LOG = Logger.getLogger(NodeLiveness.class);

    private final Nodes nodes;
    private final Views views;
    private final View<NodeRow> view;
    private final SignsOfLife signs;
    private final GuestSightings sightings;
    private final Duration bound;
    private final InstantSource clock = InstantSource.system();
    /** A node not heard of since this process started counts from then. */
    private final Instant started = clock.instant();

    public NodeLiveness(
            Nodes nodes,
            Views views,
            View<NodeRow> view,
            SignsOfLife signs,
            GuestSightings sightings,
            @ConfigProperty(name = "tidemark.compute.node.silence", defaultValue = "PT15S") Duration bound) {
        this.nodes = nodes;
        this.views = views;
        this.view = view;
        this.signs = signs;
        this.sightings = sightings;
        this.bound = bound;
    }

    /** What is read of a measurement. */
    record Sample(List<Guest> guests) {}

    record Guest(String vmId, long epoch) {}

    @Incoming("telemetry")
    public Uni<Void> sign(ConsumerRecord<String, byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (record.key() != null) {
            signs.saw(record.key(), at);
            guests(record).ifPresent(epochs -> sightings.saw(record.key(), at, epochs));
        }
        return Uni.createFrom().voidItem();
    }

    private static Optional<Map<String, Long>> guests(ConsumerRecord<String, byte[]> record) {
        try {
            Sample sample = Json.read(new String(record.value(), StandardCharsets.UTF_8), Sample.class);
            return Optional.of(
                    sample.guests().stream().collect(Collectors.toMap(Guest::vmId, Guest::epoch, Math::max)));
        } catch (UncheckedIOException e) {
            LOG.warnf("a measurement cannot be read and is passed over: offset=%d cause=%s", record.offset(), e);
            return Optional.empty();
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> observe() {
        Instant latest = clock.instant().minus(bound);
        return views.all(view, Map.of())
                .chain(all -> InTurn.each(all, node -> {
                    Instant seen = signs.lastSeen(node.id()).orElse(started);
                    boolean silent = seen.isBefore(latest);
                    return silent == node.state().equals("reachable")
                            ? tell(node, silent, seen)
                            : Uni.createFrom().voidItem();
                }));
    }

    private Uni<Void> tell(NodeRow node, boolean silent, Instant seen) {
        if (!silent && signs.lastSeen(node.id()).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        NodeCommand command = silent ? new NodeCommand.Miss(seen) : new NodeCommand.Meet();
        Cause cause = Cause.spontaneous(UUID.randomUUID(), "compute-liveness");
        return nodes.handle(new NodeId(node.id()), command, cause).replaceWithVoid();
    }
}
