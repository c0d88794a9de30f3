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

    /** In one statement with what it is asked for: a page of the past costs one round trip more than one of now. */
    private static final String SEEN =
            ", coalesce((select c.position from checkpoint c where c.follower = :follower), 0),"
                    + " h.position from log_head h";

    /**
     * Settled once no event can come to be recorded at or before the time: numbering has passed it, or has nothing
     * left to number that this statement sees, and whatever commits later is recorded later than now.
     */
    private static final String OF_TIME = "select coalesce((select e.position from event e"
            + " where e.position is not null and e.recorded_at <= cast(:at as timestamptz)"
            + " order by e.recorded_at desc, e.position desc limit 1), 0),"
            + " cast(:at as timestamptz) <= clock_timestamp(),"
            + " h.recorded_at > cast(:at as timestamptz)"
            + " or not exists (select 1 from event where position is null)" + SEEN;

    private static final String OF_POSITION =
            "select cast(:at as bigint), cast(:at as bigint) <= h.position, true" + SEEN;

    private static final String NOBODY = "";

    private final Mutiny.SessionFactory sessions;

    public Positions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * What one statement saw.
     *
     * @param seen how far the follower is
     * @param head the last position given
     */
    private record Look(long position, boolean past, boolean settled, long seen, long head) {
        static Look of(Object[] row) {
            return new Look(
                    ((Number) row[0]).longValue(),
                    (Boolean) row[1],
                    (Boolean) row[2],
                    ((Number) row[3]).longValue(),
                    ((Number) row[4]).longValue());
        }
    }

    /** The last position that was given; 0 while there is none. */
    public Uni<Long> head() {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery("select position from log_head", Long.class)
                        .getSingleResult());
    }

    /** Fails with {@code MOMENT_IN_FUTURE} when the moment has not come yet: what it will show is not known. */
    public Uni<Long> of(Moment moment) {
        return of(moment, NOBODY, Instant.now().plus(LONGEST_WAIT));
    }

    /** The same once the view has seen it; fails with {@code READ_MODEL_BEHIND} after five seconds. */
    public Uni<Long> of(Moment moment, View<?> view) {
        return of(moment, ViewFollower.checkpoint(view.name()));
    }

    /** The same of any follower, by its name. */
    public Uni<Long> of(Moment moment, String follower) {
        return of(moment, follower, Instant.now().plus(LONGEST_WAIT));
    }

    private Uni<Long> of(Moment moment, String follower, Instant deadline) {
        return look(moment, follower).chain(look -> {
            if (!look.past()) {
                throw new Rejection(CommonProblem.MOMENT_IN_FUTURE, future(moment, look)).asException();
            }
            if (look.settled() && (follower.equals(NOBODY) || look.seen() >= look.position())) {
                return Uni.createFrom().item(look.position());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new Rejection(CommonProblem.READ_MODEL_BEHIND, behind(look)).asException();
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .chain(() -> of(moment, follower, deadline));
        });
    }

    private Uni<Look> look(Moment moment, String follower) {
        return sessions.withStatelessSession(session -> switch (moment) {
                    case Moment.Position(long position) ->
                        session.createNativeQuery(OF_POSITION, Object[].class)
                                .setParameter("at", position)
                                .setParameter("follower", follower)
                                .getSingleResult();
                    case Moment.At(Instant time) ->
                        session.createNativeQuery(OF_TIME, Object[].class)
                                .setParameter("at", time)
                                .setParameter("follower", follower)
                                .getSingleResult();
                })
                .map(Look::of);
    }

    private static String future(Moment moment, Look look) {
        return switch (moment) {
            case Moment.Position(long position) -> "position " + position + ", the last is " + look.head();
            case Moment.At(Instant time) -> time.toString();
        };
    }

    private static String behind(Look look) {
        return look.settled()
                ? "position " + look.position() + " was asked for, " + look.seen() + " is reached"
                : "events up to that time have no position yet";
    }
}
