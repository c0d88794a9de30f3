package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.Snapshot;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.eventstore.personal.SubjectKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The store on PostgreSQL. What writes the log is a function of the database each, {@code append_events} and
 * {@code number_events}: one call is one transaction in one round trip.
 */
@ApplicationScoped
public class PostgresEventStore implements EventStore {
    private static final String COLUMNS = "event_id, stream, revision, coalesce(position, 0) as position, type,"
            + " cast(payload as text) as payload, object_path, correlation, causation, actor, operation, trace_parent,"
            + " coalesce(recorded_at, written_at) as recorded_at";

    private static final String APPEND = "select " + COLUMNS + " from append_events(cast(cast($1 as text) as jsonb))";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final LogSignal signal;
    private final SubjectKeyRows keys;
    private final AppendSpans spans;

    public PostgresEventStore(
            Mutiny.SessionFactory sessions, Pool pool, LogSignal signal, SubjectKeyRows keys, AppendSpans spans) {
        this.sessions = sessions;
        this.pool = pool;
        this.signal = signal;
        this.keys = keys;
        this.spans = spans;
    }

    @Override
    public Uni<List<StoredEvent>> read(StreamId stream) {
        return readFrom(stream, 1);
    }

    @Override
    public Uni<List<StoredEvent>> readFrom(StreamId stream, long revision) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select " + COLUMNS
                                        + " from event where stream = :stream and revision >= :revision order by revision",
                                Object[].class)
                        .setParameter("stream", stream.toString())
                        .setParameter("revision", revision)
                        .getResultList())
                .map(EventRows::decode);
    }

    @Override
    public Uni<Optional<Snapshot>> snapshot(StreamId stream) {
        return sessions.withStatelessSession(session -> SnapshotRows.find(session, stream));
    }

    @Override
    public Uni<Void> keep(Snapshot snapshot) {
        return sessions.withStatelessTransaction(session -> SnapshotRows.keep(session, snapshot));
    }

    @Override
    public SubjectKeys keys() {
        return keys;
    }

    @Override
    public Uni<List<StoredEvent>> append(Append append) {
        return spans.around(append, () -> write(append))
                .onFailure(PgException.class)
                .transform(refused -> AppendFailures.translate((PgException) refused, append))
                .onFailure(AppendFailures.LostRace.class)
                .recoverWithUni(() -> tellActual(append))
                .onFailure(AppendFailures.IdTaken.class)
                .recoverWithUni(() -> tellUsedId(append))
                .invoke(events -> {
                    if (!events.isEmpty()) {
                        signal.appended();
                    }
                });
    }

    private Uni<List<StoredEvent>> write(Append append) {
        return pool.preparedQuery(APPEND)
                .execute(Tuple.of(AppendDocument.of(append).json()))
                .map(rows -> asGiven(append, EventRows.decode(rows)));
    }

    /** Rows are inserted in the order of their locks; callers get them in the order of their writes. */
    private static List<StoredEvent> asGiven(Append append, List<StoredEvent> events) {
        Map<StreamId, List<StoredEvent>> ofStream = events.stream().collect(Collectors.groupingBy(StoredEvent::stream));
        return append.writes().stream()
                .map(StreamWrite::stream)
                .distinct()
                .flatMap(stream -> ofStream.getOrDefault(stream, List.of()).stream())
                .toList();
    }

    private static void refuseUnlessAt(StreamWrite write, long actual) {
        if (actual != write.expectedRevision()) {
            throw new AppendConflict.Revision(write.stream(), write.expectedRevision(), actual);
        }
    }

    /** After the index refused and the transaction was rolled back: which stream has moved, and to where. */
    private Uni<List<StoredEvent>> tellActual(Append append) {
        return InTurn.each(
                        LockOrder.streams(append),
                        write -> sessions.withStatelessSession(session -> revision(session, write.stream()))
                                .invoke(actual -> refuseUnlessAt(write, actual)))
                .chain(() -> Uni.createFrom()
                        .failure(new IllegalStateException(
                                "a revision was taken, and no stream has moved: " + append.writes())));
    }

    private Uni<List<StoredEvent>> tellUsedId(Append append) {
        List<UUID> ids = append.writes().stream()
                .flatMap(write -> write.events().stream())
                .map(NewEvent::id)
                .toList();
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select event_id from event where event_id in (select cast(id as uuid)"
                                        + " from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as id)",
                                UUID.class)
                        .setParameter("ids", Json.write(ids))
                        .getResultList())
                .map(used -> {
                    // None in the store means that the append names one id twice.
                    throw new AppendConflict.EventIdUsed(used.isEmpty() ? ids.getFirst() : used.getFirst());
                });
    }

    private static Uni<Long> revision(Mutiny.StatelessSession session, StreamId stream) {
        return session.createNativeQuery(
                        "select coalesce(max(revision), 0) from event where stream = :stream", Long.class)
                .setParameter("stream", stream.toString())
                .getSingleResult();
    }

    @Override
    public Uni<Integer> number(int max) {
        return CommitNumbering.number(pool, max);
    }

    @Override
    public Uni<List<StoredEvent>> readAfter(long position, int max) {
        return sessions.withStatelessSession(session -> readAfter(session, position, max));
    }

    /** The same within somebody's transaction. */
    Uni<List<StoredEvent>> readAfter(Mutiny.StatelessSession session, long position, int max) {
        return session.createNativeQuery(
                        "select " + COLUMNS + " from event where position > :after order by position limit :max",
                        Object[].class)
                .setParameter("after", position)
                .setParameter("max", max)
                .getResultList()
                .map(EventRows::decode);
    }

    @Override
    public Uni<String> generation() {
        return sessions.withStatelessSession(
                session -> session.createNativeQuery("select cast(generation as text) from log_head", String.class)
                        .getSingleResult());
    }
}
