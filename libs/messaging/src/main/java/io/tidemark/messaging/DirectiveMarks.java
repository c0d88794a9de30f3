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
    private static final String KEEP = "insert into directive_mark (topic, topic_id, log_offset)"
            + " select m.topic, m.\"topicId\", m.\"offset\""
            + " from jsonb_to_recordset(cast(cast(:marks as text) as jsonb))"
            + " as m(topic text, \"topicId\" text, \"offset\" bigint)"
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

    static Uni<Void> keep(Mutiny.StatelessSession session, Collection<Mark> marks) {
        return marks.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(KEEP)
                        .setParameter("marks", Json.write(marks))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    static Uni<Void> whole(Mutiny.StatelessSession session) {
        return keep(session, List.of(WHOLE));
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
