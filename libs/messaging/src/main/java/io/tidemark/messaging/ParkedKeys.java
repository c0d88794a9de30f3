package io.tidemark.messaging;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is parked, as operators see it: the keys that wait, and the events of one of them. */
@ApplicationScoped
public class ParkedKeys {
    private static final String KEYS = "select p.producer, p.aggregate, count(*), min(p.revision), min(p.parked_at),"
            + " (array_agg(p.reason order by p.rival desc, p.revision))[1],"
            + " (array_agg(p.retry_at order by p.rival desc, p.revision))[1], bool_or(p.rival) from parked p"
            + " where (p.producer, p.aggregate) > (:producer, :aggregate)"
            + " group by p.producer, p.aggregate order by p.producer, p.aggregate limit :limit";

    private static final String COUNTS = "select count(distinct (producer, aggregate)), count(*) from parked";

    private final Mutiny.SessionFactory sessions;

    public ParkedKeys(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * One key that waits.
     *
     * @param count how many of its events wait
     * @param firstRevision the first of them, which holds up the others
     * @param since when the first one was parked
     * @param reason why the first one waits
     * @param retryAt when it is tried again by itself; empty when that needs an operator
     * @param rival whether a revision came as two different events: only skipping the second one frees the key
     */
    public record ParkedKey(
            String producer,
            String aggregate,
            long count,
            long firstRevision,
            Instant since,
            String reason,
            Optional<Instant> retryAt,
            boolean rival) {}

    /** One event that waits, as it came. */
    public record Parked(
            long revision,
            UUID eventId,
            String type,
            Instant time,
            String actor,
            UUID correlationId,
            String reason,
            Instant since,
            int attempts,
            Optional<Instant> retryAt,
            boolean rival,
            @JsonRawValue String data) {
        static Parked of(ParkedEvent row) {
            IncomingEvent event = row.event();
            return new Parked(
                    row.revision,
                    row.eventId,
                    row.type,
                    event.time(),
                    event.cause().actor(),
                    event.cause().correlationId(),
                    row.reason,
                    row.parkedAt,
                    row.attempts,
                    Optional.ofNullable(row.retryAt),
                    row.rival,
                    event.json());
        }
    }

    /** How many keys wait, and how many events in all of them. */
    public record Counts(long keys, long events) {}

    public Uni<Counts> counts() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(COUNTS, Object[].class)
                .getSingleResult()
                .map(row -> new Counts(((Number) row[0]).longValue(), ((Number) row[1]).longValue())));
    }

    /**
     * Keys in order of producer and aggregate.
     *
     * @throws IllegalArgumentException when the cursor is not one that a page gave
     */
    public Uni<Page<ParkedKey>> page(Optional<String> cursor, int limit) {
        String[] after = cursor.map(ParkedKeys::decode).orElseGet(() -> new String[] {"", ""});
        return sessions.withStatelessSession(session -> session.createNativeQuery(KEYS, Object[].class)
                        .setParameter("producer", after[0])
                        .setParameter("aggregate", after[1])
                        .setParameter("limit", limit + 1)
                        .getResultList())
                .map(rows -> rows.stream().map(ParkedKeys::key).toList())
                .map(keys -> keys.size() <= limit
                        ? new Page<>(keys, Optional.empty())
                        : new Page<>(keys.subList(0, limit), Optional.of(encode(keys.get(limit - 1)))));
    }

    /** The events of one key, the first first. */
    public Uni<List<Parked>> events(String producer, String aggregate) {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                                "from ParkedEvent where producer = :producer and aggregate = :aggregate"
                                        + " order by revision",
                                ParkedEvent.class)
                        .setParameter("producer", producer)
                        .setParameter("aggregate", aggregate)
                        .getResultList())
                .map(rows -> rows.stream().map(Parked::of).toList());
    }

    private static ParkedKey key(@Nullable Object[] row) {
        return new ParkedKey(
                text(row, 0),
                text(row, 1),
                number(row, 2),
                number(row, 3),
                instant(row[4]).orElseThrow(),
                text(row, 5),
                instant(row[6]),
                Boolean.TRUE.equals(row[7]));
    }

    private static String text(@Nullable Object[] row, int column) {
        return String.valueOf(row[column]);
    }

    private static long number(@Nullable Object[] row, int column) {
        return row[column] instanceof Number number ? number.longValue() : 0;
    }

    private static Optional<Instant> instant(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> Optional.of(instant);
            case OffsetDateTime time -> Optional.of(time.toInstant());
            case null -> Optional.empty();
            default -> throw new IllegalStateException("no time: " + value);
        };
    }

    private static String encode(ParkedKey last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.producer() + "\n" + last.aggregate()).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] decode(String cursor) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a cursor: " + cursor);
        }
        return parts;
    }
}
