package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which position the log had reached at a moment. The same moment gives the same position for ever. */
@ApplicationScoped
public class Positions {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /**
     * Settled once no event can come to be recorded at or before the time: numbering has passed it, or has nothing
     * left to number that this statement sees, and whatever commits later is recorded later than now.
     */
    private static final String AT = "select coalesce((select e.position from event e"
            + " where e.position is not null and e.recorded_at <= cast(:at as timestamptz)"
            + " order by e.recorded_at desc, e.position desc limit 1), 0),"
            + " h.recorded_at > cast(:at as timestamptz)"
            + " or not exists (select 1 from event where position is null),"
            + " cast(:at as timestamptz) <= clock_timestamp() from log_head h";

    private final Mutiny.SessionFactory sessions;

    public Positions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The last position that was given; 0 while there is none. */
    public Uni<Long> head() {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery("select position from log_head", Long.class)
                        .getSingleResult());
    }

    /** Fails with {@code MOMENT_IN_FUTURE} when the moment has not come yet: what it will show is not known. */
    public Uni<Long> of(Moment moment) {
        return switch (moment) {
            case Moment.Position(long position) ->
                head().invoke(head -> reached(position <= head, "position " + position + ", the last is " + head))
                        .replaceWith(position);
            case Moment.At(Instant time) -> at(time, Instant.now().plus(LONGEST_WAIT));
        };
    }

    private Uni<Long> at(Instant time, Instant deadline) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(AT, Object[].class)
                        .setParameter("at", time)
                        .getSingleResult())
                .chain(row -> {
                    reached((Boolean) row[2], time.toString());
                    if ((Boolean) row[1]) {
                        return Uni.createFrom().item(((Number) row[0]).longValue());
                    }
                    if (Instant.now().isAfter(deadline)) {
                        return Uni.createFrom()
                                .failure(new Rejection(
                                                CommonProblem.READ_MODEL_BEHIND,
                                                "events of " + time + " have no position yet")
                                        .asException());
                    }
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(LOOK_AGAIN)
                            .chain(() -> at(time, deadline));
                });
    }

    private static void reached(boolean past, String moment) {
        if (!past) {
            throw new Rejection(CommonProblem.MOMENT_IN_FUTURE, moment).asException();
        }
    }
}
