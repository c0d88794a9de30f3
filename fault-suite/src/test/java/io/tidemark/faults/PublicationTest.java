package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.Publication.Entry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final Entry FIRST = new Entry("s", 1, new UUID(0, 1), 1, "a");
    private static final Entry SECOND = new Entry("s", 2, new UUID(0, 2), 2, "a");
    private static final List<Database.Row> WRITTEN =
            List.of(new Database.Row(FIRST.event(), "s", 1, 1), new Database.Row(SECOND.event(), "s", 2, 2));

    private final Publication publication = new Publication(false);

    @Test
    void repeats_are_counted_and_harmless() {
        for (Entry entry : List.of(FIRST, SECOND, FIRST, SECOND)) {
            publication.accept(entry);
        }
        publication.compare(WRITTEN);

        assertThat(publication.takeViolations()).isEmpty();
        assertThat(publication.takeRepeats()).isEqualTo(2);
    }

    @Test
    void a_later_revision_before_an_earlier_one() {
        publication.accept(SECOND);

        assertThat(publication.takeViolations()).containsExactly("revision 2 of s is published after 0");
    }

    @Test
    void one_revision_as_two_events_or_at_two_positions() {
        publication.accept(FIRST);
        publication.accept(new Entry("s", 1, new UUID(0, 9), 1, "a"));
        publication.accept(new Entry("s", 1, FIRST.event(), 7, "a"));

        assertThat(publication.takeViolations()).hasSize(2);
    }

    @Test
    void what_was_written_and_never_or_otherwise_published() {
        publication.accept(new Entry("s", 1, FIRST.event(), 7, "a"));
        publication.compare(WRITTEN);

        assertThat(publication.takeViolations()).hasSize(2);
    }

    @Test
    void a_later_generation_has_the_last_word() {
        Entry branched = new Entry("s", 1, new UUID(0, 9), 1, "b");
        for (Entry entry : List.of(FIRST, SECOND, branched, SECOND)) {
            publication.accept(entry);
        }

        assertThat(publication.takeViolations()).isEmpty();
        assertThat(publication.missing(WRITTEN)).hasSize(2);
        assertThat(publication.missing(List.of(new Database.Row(branched.event(), "s", 1, 1))))
                .isEmpty();
    }

    @Test
    void after_a_loss_a_gap_is_filled_later() {
        Publication refilled = new Publication(true);
        refilled.accept(SECOND);
        assertThat(refilled.missing(WRITTEN)).hasSize(2);
        refilled.accept(FIRST);

        assertThat(refilled.missing(WRITTEN)).isEmpty();
        assertThat(refilled.takeViolations()).isEmpty();
    }
}
