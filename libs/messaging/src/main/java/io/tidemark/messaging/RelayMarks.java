package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What Kafka acknowledged to the relay last, by partition, in the transaction that holds the relay's checkpoint. */
final class RelayMarks {
    /** A row that does not move forward on the same topic, from its very first record on, is not written. */
    private static final String KEEP = "insert into relay_mark (part, topic_id, log_offset, event_id)"
            + " select m.part, m.\"topicId\", m.\"offset\", m.\"eventId\""
            + " from jsonb_to_recordset(cast(cast(:marks as text) as jsonb))"
            + " as m(part integer, \"topicId\" text, \"first\" bigint, \"offset\" bigint, \"eventId\" uuid)"
            + " where not exists (select 1 from relay_mark k where k.part = m.part"
            + " and (k.topic_id <> m.\"topicId\" or k.log_offset >= m.\"first\"))"
            + " on conflict (part) do update set log_offset = excluded.log_offset, event_id = excluded.event_id";

    private RelayMarks() {}

    /**
     * The last record known in one partition.
     *
     * @param part the partition's number
     * @param topicId Kafka's id of the topic, which another topic of the same name does not have
     * @param offset the record's offset
     * @param eventId the event that it holds
     */
    record Mark(int part, String topicId, long offset, UUID eventId) {}

    /**
     * A mark's next place.
     *
     * @param first the offset of the first record since the mark: up to the mark's own offset, records were lost
     * @param offset of the last
     */
    record Move(int part, String topicId, long first, long offset, UUID eventId) {}

    static Uni<List<Mark>> all(Mutiny.StatelessSession session) {
        return session.createNativeQuery(
                        "select part, topic_id, log_offset, event_id from relay_mark order by part", Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Mark(
                                ((Number) row[0]).intValue(), (String) row[1], ((Number) row[2]).longValue(), (UUID)
                                        row[3]))
                        .toList());
    }

    /** Moves the marks on; false when one of them would not move forward, or is of another topic. */
    static Uni<Boolean> advance(Mutiny.StatelessSession session, Collection<Move> moves) {
        return keep(session, moves).map(moved -> moved == moves.size());
    }

    /** Puts others in the place of all, after the topic was read anew. */
    static Uni<Void> replace(Mutiny.StatelessSession session, Collection<Mark> marks) {
        return session.createNativeQuery("delete from relay_mark")
                .executeUpdate()
                .chain(() -> keep(session, marks))
                .replaceWithVoid();
    }

    private static Uni<Integer> keep(Mutiny.StatelessSession session, Collection<?> marks) {
        return session.createNativeQuery(KEEP)
                .setParameter("marks", Json.write(marks))
                .executeUpdate();
    }
}
