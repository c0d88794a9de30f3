package io.tidemark.audit.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.record.FoundRecord;
import io.tidemark.audit.record.RecordSearch;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds sealed records by leaf and by what they are about. Thread-safe. */
@ApplicationScoped
public class RecordIndex {

    private static final String SELECT = "select cast(e.payload as text), coalesce(e.recorded_at, e.written_at)"
            + " from record_index r join event e on e.position = r.position";

    private static final String INSERT = "insert into record_index (leaf, position, correlation, type, actor, subject)"
            + " select leaf, position, correlation, type, actor, subject from"
            + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(leaf bigint, position bigint,"
            + " correlation uuid, type text, actor text, subject text)";

    private final Mutiny.SessionFactory sessions;

    public RecordIndex(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Row(long leaf, long position, UUID correlation, String type, String actor, String subject) {}

    /** The record of that leaf, once it is in the tree, and when it was by that position. */
    public Uni<Optional<FoundRecord>> byLeaf(long leaf, Optional<Long> asOf) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                SELECT + " where r.leaf = :leaf and r.position <= :asOf", Object[].class)
                        .setParameter("leaf", leaf)
                        .setParameter("asOf", asOf.orElse(Long.MAX_VALUE))
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(RecordIndex::found));
    }

    /** The newest records that match, newest first. */
    public Uni<List<FoundRecord>> search(RecordSearch search) {
        StringBuilder sql = new StringBuilder(SELECT).append(" where true");
        Map<String, Object> parameters = new LinkedHashMap<>();
        search.correlationId().ifPresent(value -> restrict(sql, parameters, "r.correlation = ", "correlation", value));
        search.type().ifPresent(value -> restrict(sql, parameters, "r.type = ", "type", value));
        search.actor().ifPresent(value -> restrict(sql, parameters, "r.actor = ", "actor", value));
        search.subject().ifPresent(value -> restrict(sql, parameters, "r.subject = ", "subject", value));
        search.asOf().ifPresent(value -> restrict(sql, parameters, "r.position <= ", "asOf", value));
        search.below().ifPresent(value -> restrict(sql, parameters, "r.leaf < ", "below", value));
        sql.append(" order by r.leaf desc limit :most");
        parameters.put("most", search.limit());
        return sessions.withStatelessSession(session -> {
                    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql.toString(), Object[].class);
                    parameters.forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(rows -> rows.stream().map(RecordIndex::found).toList());
    }

    private static void restrict(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, Object value) {
        sql.append(" and ").append(condition).append(':').append(name);
        parameters.put(name, value);
    }

    static Uni<Void> insert(Mutiny.StatelessSession session, List<StoredEvent> sealed) {
        return session.createNativeQuery(INSERT)
                .setParameter(
                        "rows", Json.write(sealed.stream().map(RecordIndex::row).toList()))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Row row(StoredEvent event) {
        SealedRecord sealed = SealedRecord.parse(event.json());
        var audited = sealed.audited();
        return new Row(
                sealed.leaf(),
                event.position(),
                audited.correlationId(),
                audited.type(),
                audited.actor(),
                audited.subject());
    }

    private static FoundRecord found(Object[] row) {
        Instant sealedAt = row[1] instanceof Instant instant ? instant : ((OffsetDateTime) row[1]).toInstant();
        return new FoundRecord(SealedRecord.parse((String) row[0]), sealedAt);
    }
}
