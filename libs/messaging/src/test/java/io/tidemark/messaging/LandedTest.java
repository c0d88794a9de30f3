package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LandedTest {
    private static final TopicPartition ZERO = new TopicPartition("events", 0);
    private static final TopicPartition ONE = new TopicPartition("events", 1);
    private static final long NOT_TOLD = -1;

    private static RecordMetadata at(TopicPartition partition, long offset) {
        return new RecordMetadata(partition, offset, 0, 0, 0, 0);
    }

    @Test
    void each_partition_has_its_first_and_its_last() {
        assertThat(Landed.of(List.of(at(ZERO, 7), at(ONE, 2), at(ZERO, 9), at(ONE, 3))))
                .containsExactlyInAnyOrder(new Landed(ZERO, 7, 9, 2), new Landed(ONE, 2, 3, 3));
    }

    @Test
    void what_the_broker_had_got_before_has_no_place() {
        assertThat(Landed.of(List.of(at(ZERO, NOT_TOLD), at(ZERO, 8), at(ONE, NOT_TOLD))))
                .containsExactly(new Landed(ZERO, 8, 8, 1));
    }

    /** The broker came back without the first two while the third was under way. */
    @Test
    void offsets_that_fall_say_that_something_was_lost() {
        assertThatExceptionOfType(Landed.WentBack.class)
                .isThrownBy(() -> Landed.of(List.of(at(ZERO, 7), at(ZERO, 8), at(ZERO, 8))))
                .withMessageContaining("events-0");
    }
}
