package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RisingTest {
    private static final TopicPartition FACTS = new TopicPartition("facts", 0);
    private static final long NOT_TOLD = -1;

    @Test
    void theLastOneIsWhereTheNextMustFollow() {
        assertThat(Rising.after(6, at(7, 8, 11))).hasValue(11);
    }

    @Test
    void theFirstOneFollowsWhatWasAcknowledgedBefore() {
        assertThat(Rising.after(7, at(7, 8))).isEmpty();
        assertThat(Rising.after(9, at(7, 8))).isEmpty();
    }

    /** The broker came back without the first two while the third was under way. */
    @Test
    void offsetsThatFallInBetweenSayThatSomethingWasLost() {
        assertThat(Rising.after(6, at(7, 8, 7))).isEmpty();
        assertThat(Rising.after(6, at(7, 8, 8))).isEmpty();
    }

    @Test
    void whatTheBrokerHadGotBeforeSaysNothing() {
        assertThat(Rising.after(6, at(NOT_TOLD, 7, NOT_TOLD))).hasValue(7);
        assertThat(Rising.after(6, at(NOT_TOLD))).hasValue(6);
    }

    private static List<RecordMetadata> at(long... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> new RecordMetadata(FACTS, offset, 0, 0, 0, 0))
                .toList();
    }
}
