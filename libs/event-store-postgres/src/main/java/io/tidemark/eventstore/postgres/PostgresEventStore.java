package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The store on PostgreSQL. One append is one transaction with one statement for each stream and companion, written as SQL because an
 * entity per event would cost a statement per event.
 */
@ApplicationScoped
public class PostgresEventStore implements EventStore {
    private static final String COLUMNS = "event_id, stream, revision, coalesce(position, 0) as position, type,"
            + " cast(payload as text) as payload, object_path, correlation, causation, actor, operation, trace_parent,"
            + " coalesce(recorded_at, written_at) as recorded_at";

    /** Inserts only when the stream is at the expected revision; a racing writer meets the unique index instead. */
    private static final String INSERT = "insert into event (event_id, stream, revision, type, payload, object_path,"
            + " correlation, causation, actor, operation, trace_parent)"
            + " select cast(e.value ->> 'id' as uuid), :stream, :expected + e.ordinality, e.value ->> 'type',"
            + " e.value -> 'data', :path, :correlation, :causation, :actor,"
            + " cast(nullif(:operation, '') as uuid), nullif(:traceParent, '')"
            + " from jsonb_array_elements(cast(cast(:events as text) as jsonb)) with ordinality as e"
            + " where (select coalesce(max(revision), 0) from event where stream = :stream) = :expected"
            + " order by e.ordinality returning " + COLUMNS;

    /** Empty when somebody else is numbering. */
    private static final String LEAD = "select position from log_head for update skip locked";

    /** A statement of its own after the lock: its snapshot must hold all that the numberer before has committed. */
    private static final String NUMBER = "with head as (select position, recorded_at from log_head),"
            + " batch as (select seq from event where position is null order by seq limit :max),"
            + " numbered as (select b.seq, h.position + row_number() over (order by b.seq) as position,"
            + " greatest(h.recorded_at, clock_timestamp()) as recorded_at from batch b cross join head h),"
            + " moved as (update event e set position = n.position, recorded_at = n.recorded_at from numbered n"
            + " where e.seq = n.seq returning e.position, e.recorded_at),"
            + " advanced as (update log_head set position = (select max(position) from moved),"
            + " recorded_at = (select max(recorded_at) from moved) where exists (select 1 from moved) returning 1)"
            + " select cast(count(*) as integer) from moved";

    private final Mutiny.SessionFactory sessions;
    private final CompanionRows companions;
    private final LogSignal signal;

    public PostgresEventStore(Mutiny.SessionFactory sessions, CompanionRows companions, LogSignal signal) {
        this.sessions = sessions;
        this.companions = companions;
        this.signal = signal;
    }

    @Override
    public Uni<List<StoredEvent>> read(StreamId stream) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select " + COLUMNS + " from event where stream = :stream order by revision",
                                Object[].class)
                        .setParameter("stream", stream.toString())
                        .getResultList())
                .map(EventRows::decode);
    }

    @Override
    public Uni<List<StoredEvent>> append(Append append) {
        return sessions.withStatelessTransaction(session -> {
                    Uni<List<StoredEvent>> chain = Uni.createFrom().item(ArrayList::new);
                    for (StreamWrite write : append.writes()) {
                        if (!write.events().isEmpty()) {
                            chain = chain.flatMap(
                                    done -> insert(session, write, append).map(more -> {
                                        done.addAll(more);
                                        return done;
                                    }));
                        }
                    }
                    for (Companion companion : append.companions()) {
                        chain = chain.call(() -> companions.write(session, companion));
                    }
                    return chain;
                })
                .onFailure()
                .transform(AppendFailures::translate)
                .onFailure(AppendFailures.LostRace.class)
                .recoverWithUni(race -> tellActual(append, race))
                .invoke(events -> {
                    if (!events.isEmpty()) {
                        signal.appended();
                    }
                });
    }

    private Uni<List<StoredEvent>> insert(Mutiny.StatelessSession session, StreamWrite write, Append append) {
        return session.createNativeQuery(INSERT, Object[].class)
                .setParameter("stream", write.stream().toString())
                .setParameter("expected", write.expectedRevision())
                .setParameter("path", write.objectPath())
                .setParameter("correlation", append.cause().correlationId())
                .setParameter("causation", append.cause().causationId())
                .setParameter("actor", append.cause().actor())
                .setParameter(
                        "operation",
                        append.cause().operationId().map(UUID::toString).orElse(""))
                .setParameter("traceParent", append.cause().traceParent().orElse(""))
                .setParameter("events", batch(write.events()))
                .getResultList()
                .map(EventRows::decode)
                .invoke(inserted -> {
                    if (inserted.size() != write.events().size()) {
                        throw new AppendFailures.LostRace();
                    }
                });
    }

    private static String batch(List<NewEvent> events) {
        StringBuilder json = new StringBuilder("[");
        for (NewEvent event : events) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(event.id())
                    .append("\",\"type\":")
                    .append(Json.write(event.type()))
                    .append(",\"data\":")
                    .append(event.json())
                    .append('}');
        }
        return json.append(']').toString();
    }

    /** After the transaction was rolled back: which stream moved, and to where. */
    private Uni<List<StoredEvent>> tellActual(Append append, Throwable race) {
        Uni<List<StoredEvent>> chain = Uni.createFrom().item(ArrayList::new);
        for (StreamWrite write : append.writes()) {
            chain = chain.call(() -> revision(write.stream()).invoke(actual -> {
                if (actual != write.expectedRevision()) {
                    throw new AppendConflict.Revision(write.stream(), write.expectedRevision(), actual);
                }
            }));
        }
        // The other writer rolled back meanwhile: nothing moved, but nothing was written either.
        return chain.invoke(() -> {
            StreamWrite first = append.writes().get(0);
            throw new AppendConflict.Revision(first.stream(), first.expectedRevision(), first.expectedRevision());
        });
    }

    private Uni<Long> revision(StreamId stream) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                        "select coalesce(max(revision), 0) from event where stream = :stream", Long.class)
                .setParameter("stream", stream.toString())
                .getSingleResult());
    }

    @Override
    public Uni<Integer> number(int max) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(LEAD, Long.class)
                .getResultList()
                .chain(head -> head.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(NUMBER, Integer.class)
                                .setParameter("max", max)
                                .getSingleResult()));
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
