package io.tidemark.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.messaging.ParkedKeys.Parked;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another service's database was restored to an older state: revisions come again as other events of a new generation. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ProducerWentBackTest {
    private final String before = UUID.randomUUID().toString();
    private final String after = UUID.randomUUID().toString();
    private final String aggregate = Deliveries.aggregate();

    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Deliveries deliveries;

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void a_revision_below_the_last_one_handled_is_not_taken_for_a_repeat() {
        publish(before, 1, 2, 3);
        deliveries.awaitEffects(aggregate, 1L, 2L, 3L);

        publish(after, 2, 3, 4);

        Awaiting.eventually().until(() -> deliveries.parked(aggregate).size() == 3);
        assertThat(deliveries.parked(aggregate)).extracting(Parked::rival).containsExactly(true, true, false);
        assertThat(deliveries.parked(aggregate).getFirst().reason()).contains("which the producer has lost");
        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void where_nothing_that_was_handled_is_lost_the_key_goes_on_and_the_lost_history_is_over() {
        publish(before, 1, 2);
        publish(after, 3);
        publish(before, 2, 3, 4);
        publish(after, 4);

        deliveries.awaitEffects(aggregate, 1L, 2L, 3L, 4L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    private void publish(String generation, long... revisions) {
        for (long revision : revisions) {
            other.publish(deliveries.plain(aggregate, revision).with("ce_storegeneration", generation));
        }
    }
}
