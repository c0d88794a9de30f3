package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Marks move forward only, from the first record on; each test is rolled back, so that no relay meets its marks. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class MarksTest {
    private static final UUID EVENT = UUID.randomUUID();

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_relays_mark_moves_where_the_first_record_follows_it() {
        assertThat(relay(10, 12, 15)).isTrue();
        assertThat(relay(10, 11, 11)).isTrue();
    }

    /** More came after than was lost: its last record alone would say that all is well. */
    @Test
    void a_relays_mark_does_not_move_over_what_was_lost() {
        assertThat(relay(10, 8, 15)).isFalse();
        assertThat(relay(10, 10, 15)).isFalse();
    }

    private boolean relay(long mark, long first, long last) {
        return rolledBack(session -> RelayMarks.replace(
                        session, List.of(new RelayMarks.Mark(900, "topic", mark, EVENT)))
                .chain(() ->
                        RelayMarks.advance(session, List.of(new RelayMarks.Move(900, "topic", first, last, EVENT)))));
    }

    @Test
    void a_mark_of_directives_moves_forward_on_its_topic_and_anywhere_on_a_new_one() {
        assertThat(directives("topic", 11, 12)).isTrue();
        assertThat(directives("topic", 8, 15)).isFalse();
        assertThat(directives("another", 0, 3)).isTrue();
    }

    private boolean directives(String topicId, long first, long last) {
        return rolledBack(session -> DirectiveMarks.advance(
                        session, List.of(new DirectiveMarks.Move("node", "topic", 10, 10)))
                .chain(() -> DirectiveMarks.advance(
                        session, List.of(new DirectiveMarks.Move("node", topicId, first, last)))));
    }

    private <T> T rolledBack(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return Awaiting.await(sessions.withStatelessTransaction((session, transaction) -> {
            transaction.markForRollback();
            return work.apply(session);
        }));
    }
}
