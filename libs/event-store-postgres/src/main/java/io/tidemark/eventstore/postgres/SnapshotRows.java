package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Snapshot;
import io.tidemark.eventstore.StreamId;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the last snapshot of each stream. */
final class SnapshotRows {
    private SnapshotRows() {}

    static Uni<Optional<Snapshot>> find(Mutiny.StatelessSession session, StreamId stream) {
        return session.createNativeQuery(
                        "select revision, last_event, form, body from snapshot where stream = :stream", Object[].class)
                .setParameter("stream", stream.toString())
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(row -> decode(stream, row)));
    }

    private static Snapshot decode(StreamId stream, Object[] row) {
        return new Snapshot(stream, ((Number) row[0]).longValue(), (UUID) row[1], (String) row[2], (String) row[3]);
    }

    /** The last one kept wins, also over one of a higher revision: that may be of a history that was restored away. */
    static Uni<Void> keep(Mutiny.StatelessSession session, Snapshot snapshot) {
        return session.createNativeQuery("insert into snapshot (stream, revision, last_event, form, body)"
                        + " values (:stream, :revision, :lastEvent, :form, :body)"
                        + " on conflict (stream) do update set revision = excluded.revision,"
                        + " last_event = excluded.last_event, form = excluded.form, body = excluded.body")
                .setParameter("stream", snapshot.stream().toString())
                .setParameter("revision", snapshot.revision())
                .setParameter("lastEvent", snapshot.lastEvent())
                .setParameter("form", snapshot.form())
                .setParameter("body", snapshot.json())
                .executeUpdate()
                .replaceWithVoid();
    }
}
