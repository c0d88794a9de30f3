package io.tidemark.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/** How far the relay is behind the log; the gauge {@code tidemark.relay.lag} counts events, as last measured. */
@ApplicationScoped
public class RelayLag {
    private static final String STANDING =
            "select h.position, h.position + (select count(*) from event where position is null),"
                    + " coalesce((select position from checkpoint where follower = 'relay'), 0),"
                    + " coalesce((select position from checkpoint where follower = 'republish'), 0),"
                    + " cast(h.generation as text) from log_head h";

    private final Mutiny.SessionFactory sessions;
    private final AtomicLong behind = new AtomicLong();

    public RelayLag(Mutiny.SessionFactory sessions, MeterRegistry meters) {
        this.sessions = sessions;
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
     * @param republishedUpTo requests to republish in events up to this position are done
     * @param generation of the store's history, as it stands in every published event
     */
    public record Standing(long position, long head, long lag, long republishedUpTo, String generation) {}

    public Uni<Standing> standing() {
        return sessions.withStatelessSession(this::standing);
    }

    Uni<Standing> standing(Mutiny.StatelessSession session) {
        return session.createNativeQuery(STANDING, Object[].class)
                .getSingleResult()
                .map(row -> {
                    long lag = number(row[1]) - number(row[2]);
                    behind.set(lag);
                    return new Standing(number(row[2]), number(row[0]), lag, number(row[3]), (String) row[4]);
                });
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
