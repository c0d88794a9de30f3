package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The last directive that Kafka acknowledged in each topic, and whether the topics have all that the log calls for, in the
 * transaction that holds the checkpoint of the directives.
 */
final class DirectiveMarks {
    /** A topic made anew begins anew; on the same one, offsets only rise. */
    private static final String KEEP = "insert into directive_mark (topic, topic_id, log_offset)"
            + " select m.topic, m.\"topicId\", m.\"offset\""
            + " from jsonb_to_recordset(cast(cast(:marks as text) as jsonb))"
            + " as m(topic text, \"topicId\" text, \"first\" bigint, \"offset\" bigint)"
            + " where not exists (select 1 from directive_mark k where k.topic = m.topic"
            + " and k.topic_id = m.\"topicId\" and k.log_offset >= m.\"first\")"
            + " on conflict (topic) do update set topic_id = excluded.topic_id, log_offset = excluded.log_offset";

    /** Of no topic: says that all of them are whole. */
    private static final Mark WHOLE = new Mark("", "", 0);

    private DirectiveMarks() {}

    record Mark(String topic, String topicId, long offset) {
        boolean isOfTopic() {
            return !topic.isEmpty();
        }
    }

    static Uni<List<Mark>> all(Mutiny.StatelessSession session) {
        return session.createNativeQuery("select topic, topic_id, log_offset from directive_mark", Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Mark((String) row[0], (String) row[1], ((Number) row[2]).longValue()))
                        .toList());
    }

    static boolean areWhole(Collection<Mark> marks) {
        return marks.contains(WHOLE);
    }

    /**
     * A mark's next place.
     *
     * @param first the offset of the first record since the mark: up to the mark's own offset, records were lost
     * @param offset of the last
     */
    record Move(String topic, String topicId, long first, long offset) {}

    /** Moves the marks on; false when one of them would not move forward on its topic. */
    static Uni<Boolean> advance(Mutiny.StatelessSession session, Collection<Move> moves) {
        return moves.isEmpty()
                ? Uni.createFrom().item(true)
                : session.createNativeQuery(KEEP)
                        .setParameter("marks", Json.write(moves))
                        .executeUpdate()
                        .map(moved -> moved == moves.size());
    }

    static Uni<Void> whole(Mutiny.StatelessSession session) {
        return session.createNativeQuery("insert into directive_mark (topic, topic_id, log_offset) values ('', '', 0)"
                        + " on conflict do nothing")
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What was acknowledged of these topics says nothing any more. */
    static Uni<Void> forget(Mutiny.StatelessSession session, Collection<String> topics) {
        return session.createNativeQuery("delete from directive_mark where topic in"
                        + " (select jsonb_array_elements_text(cast(cast(:topics as text) as jsonb)))")
                .setParameter("topics", Json.write(topics))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Kafka was found to have lost something: every topic of directives is written anew. */
    static Uni<Void> doubt(Mutiny.StatelessSession session) {
        return session.createNativeQuery("delete from directive_mark where topic = ''")
                .executeUpdate()
                .replaceWithVoid();
    }
}
