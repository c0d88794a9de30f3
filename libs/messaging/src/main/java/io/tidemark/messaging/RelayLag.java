package io.tidemark.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** How far the relay is behind the log; the gauge {@code tidemark.relay.lag} counts events, as last measured. */
@ApplicationScoped
public class RelayLag {
    private static final String STANDING =
            "select h.position, h.position + (select count(*) from event where position is null),"
                    + " coalesce((select position from checkpoint where follower = 'relay'), 0),"
                    + " cast(h.generation as text) from log_head h";

    private static final String DONE = "select coalesce(max(position), 0) from checkpoint where follower = 'republish'";
    /** Asked with the position as a value: of a subquery's the planner assumes a third of the log to be behind it. */
    private static final String PENDING =
            "select count(*) from event where type = :requested and (position is null or position > :done)";

    private final Mutiny.SessionFactory sessions;
    private final String requested;
    private final AtomicLong behind = new AtomicLong();

    public RelayLag(
            Mutiny.SessionFactory sessions,
            MeterRegistry meters,
            @ConfigProperty(name = "tidemark.service") String service) {
        this.sessions = sessions;
        this.requested = OperatorEvent.republishRequested(service);
        Gauge.builder("tidemark.relay.lag", behind, AtomicLong::get)
                .description("committed events that Kafka has not acknowledged")
                .register(meters);
    }

    /**
     * Where the relay stands.
     *
     * @param position up to which Kafka has acknowledged every event
     * @param head the position of the last event that has one
     * @param lag committed events that Kafka has not acknowledged, those without a position included
     * @param generation of the store's history, as it stands in every published event
     */
    public record Standing(long position, long head, long lag, String generation) {}

    public Uni<Standing> standing() {
        return sessions.withStatelessSession(this::standing);
    }

    Uni<Standing> standing(Mutiny.StatelessSession session) {
        return session.createNativeQuery(STANDING, Object[].class)
                .getSingleResult()
                .map(row -> {
                    long lag = number(row[1]) - number(row[2]);
                    behind.set(lag);
                    return new Standing(number(row[2]), number(row[0]), lag, (String) row[3]);
                });
    }

    /** Accepted requests to republish that are not done yet; 0 when all are. */
    public Uni<Long> pendingRepublishes() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(DONE, Long.class)
                .getSingleResult()
                .chain(done -> session.createNativeQuery(PENDING, Long.class)
                        .setParameter("requested", requested)
                        .setParameter("done", done)
                        .getSingleResult()));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
