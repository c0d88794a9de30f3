package io.tidemark.authz;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.authz.decision.AccessModel;
import io.tidemark.eventstore.postgres.ReplicaRows;
import io.tidemark.messaging.Topics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The access model as this service knows it, read from its own database, so that a restart without Kafka or
 * identity decides at once.
 */
@ApplicationScoped
public class AccessReplica {
    static final String KIND = "access";
    static final String PULSE = "access-pulse";
    /** How long after its commit a change of access may go unnoticed by this process. The scheduler knows whole seconds only. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Logger LOG = Logger.getLogger(AccessReplica.class);

    private final ReplicaRows rows;
    private volatile Known known = new Known(AccessModel.EMPTY, Optional.empty());
    private volatile long version = -1;
    private volatile boolean failing;
    private volatile boolean stopping;

    public AccessReplica(ReplicaRows rows) {
        this.rows = rows;
    }

    /**
     * What is known, and how old it is at most.
     *
     * @param asOf the oldest partition's last heartbeat; empty while a partition never had one
     */
    public record Known(AccessModel model, Optional<Instant> asOf) {
        /** Whether it may still be decided on. */
        boolean isFresh(Instant now, Duration bound) {
            return asOf.isPresent() && !asOf.get().plus(bound).isBefore(now);
        }
    }

    public Known known() {
        return known;
    }

    void start(@Observes StartupEvent event) {
        VertxContextSupport.subscribeWith(this::refreshes, done -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** One refresh after the other, all on the context on which this is subscribed to, as database sessions demand. */
    private Multi<Void> refreshes() {
        Context context = Vertx.currentContext();
        return Multi.createFrom()
                .ticks()
                .every(POLL)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> !stopping)
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .onItem()
                .transformToUniAndConcatenate(tick -> refresh());
    }

    private Uni<Void> refresh() {
        return rows.version(KIND)
                .chain(current -> current == version ? beatsOnly() : reload(current))
                .invoke(() -> failing = false)
                .onFailure()
                .recoverWithUni(this::tellOnce);
    }

    /** What is known stays, and grows too old to decide on in the end. */
    private Uni<Void> tellOnce(Throwable failure) {
        if (!failing && !stopping) {
            LOG.warnf("what is known of grants cannot be refreshed: cause=%s", failure);
            failing = true;
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> reload(long current) {
        return rows.all(KIND, IdentityEvents.Row.class)
                .map(all -> AccessModel.EMPTY.with(
                        all.stream().map(IdentityEvents::change).toList()))
                .chain(model -> oldestBeat().invoke(beat -> {
                    known = new Known(model, beat);
                    version = current;
                }))
                .replaceWithVoid();
    }

    private Uni<Void> beatsOnly() {
        return oldestBeat()
                .invoke(beat -> known = new Known(known.model(), beat))
                .replaceWithVoid();
    }

    private Uni<Optional<Instant>> oldestBeat() {
        return rows.all(PULSE, AccessPulse.Beat.class).map(AccessReplica::oldest);
    }

    private static Optional<Instant> oldest(List<AccessPulse.Beat> beats) {
        return beats.size() < Topics.EVENT_PARTITIONS
                ? Optional.empty()
                : beats.stream().map(AccessPulse.Beat::sentAt).min(Comparator.naturalOrder());
    }
}
