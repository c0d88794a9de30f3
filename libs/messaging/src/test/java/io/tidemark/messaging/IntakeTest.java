package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.messaging.OtherService.Event;
import io.tidemark.messaging.ParkedKeys.Parked;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class IntakeTest {
    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Counting counting;

    @Inject
    EventStore store;

    @Inject
    Deliveries deliveries;

    @Inject
    Beats beats;

    @Inject
    Intake intake;

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void an_effect_states_the_event_that_caused_it() {
        String aggregate = Deliveries.aggregate();
        UUID operation = UUID.randomUUID();
        Event event = deliveries.plain(aggregate, 1).with("ce_operationid", operation.toString());
        other.publish(event);
        deliveries.awaitEffects(aggregate, 1L);

        StoredEvent effect = await(store.read(Counting.stream(aggregate))).getFirst();

        assertThat(effect.cause().correlationId()).hasToString(event.headers().get("ce_correlationid"));
        assertThat(effect.cause().causationId()).isEqualTo(event.id());
        assertThat(effect.cause().actor()).isEqualTo("somebody");
        assertThat(effect.cause().operationId()).contains(operation);
    }

    @Test
    void an_event_published_twice_has_one_effect() {
        String aggregate = Deliveries.aggregate();
        Event first = deliveries.plain(aggregate, 1);
        other.publish(first);
        other.publish(first);
        other.publish(deliveries.plain(aggregate, 2));
        other.publish(first);
        other.publish(deliveries.plain(aggregate, 3));

        deliveries.awaitHandled(aggregate, 3);

        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L, 3L);
        assertThat(counting.asked(first.id())).isGreaterThanOrEqualTo(1);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    @Test
    void an_event_after_a_gap_waits_and_is_driven_when_the_missing_one_comes() {
        String aggregate = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(deliveries.plain(aggregate, 3));
        other.publish(deliveries.plain(aggregate, 4));
        eventually()
                .untilAsserted(() -> assertThat(deliveries.parked(aggregate)).hasSize(2));
        assertThat(deliveries.effects(aggregate)).containsExactly(1L);
        assertThat(deliveries.parked(aggregate).getFirst().reason())
                .contains("gap")
                .contains("handled up to 1");
        assertThat(deliveries.parked(aggregate).getLast().reason()).isEqualTo("an earlier event of its key is parked");

        other.publish(deliveries.plain(aggregate, 2));

        deliveries.awaitEffects(aggregate, 1L, 2L, 3L, 4L);
        eventually()
                .untilAsserted(() -> assertThat(deliveries.parked(aggregate)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"poison-thrown", "poison-failed", "poison-data", "unheard-of"})
    void a_poisoned_key_blocks_only_itself_and_its_later_events_park_behind_it(String poison) {
        String poisoned = Deliveries.aggregate();
        String healthy = Deliveries.aggregate();
        other.publish(deliveries.plain(poisoned, 1));
        other.publish(deliveries.event(poisoned, 2, poison));
        other.publish(deliveries.plain(poisoned, 3));
        other.publish(deliveries.plain(poisoned, 4));
        other.publish(deliveries.plain(healthy, 1));
        other.publish(deliveries.plain(healthy, 2));

        deliveries.awaitEffects(healthy, 1L, 2L);
        eventually().untilAsserted(() -> assertThat(deliveries.parked(poisoned)).hasSize(3));

        assertThat(deliveries.effects(poisoned)).containsExactly(1L);
        assertThat(deliveries.parked(poisoned)).extracting(Parked::revision).containsExactly(2L, 3L, 4L);
        assertThat(deliveries.parked(poisoned).getFirst().reason()).isNotBlank();
        assertThat(deliveries.parked(poisoned))
                .filteredOn(event -> event.revision() > 2)
                .allSatisfy(event -> assertThat(event.reason()).isEqualTo("an earlier event of its key is parked"));
        assertThat(deliveries.parked(healthy)).isEmpty();
    }

    @Test
    void a_parked_key_goes_on_in_order_when_what_failed_is_mended_and_it_is_driven_again() {
        String aggregate = Deliveries.aggregate();
        Event failing = deliveries.event(aggregate, 2, "poison-failed");
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(failing);
        other.publish(deliveries.plain(aggregate, 3));
        eventually()
                .untilAsserted(() -> assertThat(deliveries.parked(aggregate)).hasSize(2));

        counting.mend(aggregate);
        await(intake.driveAgain(OtherService.SOURCE, aggregate));

        deliveries.awaitEffects(aggregate, 1L, 2L, 3L);
        eventually()
                .untilAsserted(() -> assertThat(deliveries.parked(aggregate)).isEmpty());
    }

    @Test
    void what_may_pass_does_not_hold_up_others_and_is_tried_again_by_itself_until_it_passes() {
        String waiting = Deliveries.aggregate();
        String healthy = Deliveries.aggregate();
        other.publish(deliveries.event(waiting, 1, "passing"));
        other.publish(deliveries.plain(waiting, 2));
        other.publish(deliveries.plain(healthy, 1));

        deliveries.awaitEffects(healthy, 1L);
        eventually()
                .until(() -> deliveries.parked(waiting).stream()
                        .anyMatch(event -> event.revision() == 1 && event.attempts() >= 2));
        assertThat(deliveries.parked(waiting).getFirst().retryAt()).isPresent();
        assertThat(deliveries.effects(waiting)).isEmpty();
        counting.mend(waiting);

        deliveries.awaitEffects(waiting, 1L, 2L);
        eventually().untilAsserted(() -> assertThat(deliveries.parked(waiting)).isEmpty());
    }

    @Test
    void a_second_event_under_a_handled_revision_is_told_as_an_error_and_blocks_its_key_but_no_other() {
        String aggregate = Deliveries.aggregate();
        String healthy = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1));
        Event rival = deliveries.plain(aggregate, 2);
        other.publish(deliveries.plain(aggregate, 2));
        try (LoggedLines errors = LoggedLines.of(Parking.class, Level.SEVERE)) {
            other.publish(rival);
            other.publish(deliveries.plain(aggregate, 3));
            other.publish(deliveries.plain(healthy, 1));
            deliveries.awaitEffects(healthy, 1L);
            eventually()
                    .untilAsserted(
                            () -> assertThat(deliveries.parked(aggregate)).hasSize(2));
            assertThat(errors.seen()).anyMatch(line -> line.contains(rival.id().toString()));
        }

        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L);
        assertThat(deliveries.parked(aggregate).getFirst().rival()).isTrue();
        assertThat(deliveries.parked(aggregate).getFirst().eventId()).isEqualTo(rival.id());
        await(intake.driveAgain(OtherService.SOURCE, aggregate));
        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L);
    }

    @Test
    void a_second_event_under_a_revision_that_waits_leaves_both_to_an_operator() {
        String aggregate = Deliveries.aggregate();
        Event first = deliveries.plain(aggregate, 2);
        other.publish(first);
        other.publish(deliveries.plain(aggregate, 2));
        eventually()
                .untilAsserted(() -> assertThat(deliveries.parked(aggregate))
                        .singleElement()
                        .satisfies(event -> assertThat(event.reason()).contains("another event came")));

        other.publish(deliveries.plain(aggregate, 1));

        deliveries.awaitEffects(aggregate, 1L);
        assertThat(deliveries.parked(aggregate)).singleElement().satisfies(event -> {
            assertThat(event.eventId()).isEqualTo(first.id());
            assertThat(event.retryAt()).isEmpty();
        });
    }

    @Test
    void a_reaction_that_loses_a_race_is_asked_again() {
        String aggregate = Deliveries.aggregate();
        Event raced = deliveries.event(aggregate, 1, "raced");
        other.publish(raced);

        deliveries.awaitHandled(aggregate, 1);

        assertThat(counting.asked(raced.id())).isEqualTo(2);
        assertThat(await(store.read(Counting.stream(aggregate))))
                .extracting(StoredEvent::type)
                .containsExactly(Counting.RIVAL, Counting.RAISED);
    }

    @Test
    void an_event_that_nothing_reacts_to_moves_only_the_mark() {
        String aggregate = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1).with("ce_type", "tidemark.other.thing.forgotten.v1"));
        other.publish(deliveries.plain(aggregate, 2));

        deliveries.awaitEffects(aggregate, 2L);
    }

    @Test
    void records_that_are_no_events_are_told_as_errors_and_passed_over() {
        String aggregate = Deliveries.aggregate();
        String topic = topics.events("other");
        try (LoggedLines errors = LoggedLines.of(Intake.class, Level.SEVERE)) {
            other.publish(topic, aggregate, Map.of(), "garbage".getBytes(StandardCharsets.UTF_8));
            other.publish(topic, aggregate, Map.of(), null);
            other.publish(topic, aggregate, deliveries.plain(aggregate, 1).headers(), null);
            other.publish(deliveries.plain(aggregate, 1).with("ce_time", "yesterday"));
            other.publish(deliveries.plain(aggregate, 1).with("ce_streamrevision", "one"));
            other.publish(deliveries.plain(aggregate, 1).with("ce_id", "no-uuid"));
            other.publish(deliveries.plain(aggregate, 1));

            deliveries.awaitEffects(aggregate, 1L);
            assertThat(errors.seen()).hasSize(6).allMatch(line -> line.contains("passed over"));
        }
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    @Test
    void a_heartbeat_beats_once_moves_no_mark_and_a_broken_one_stops_nothing() {
        String aggregate = Deliveries.aggregate();
        Map<String, String> headers = Map.of("ce_type", "tidemark.other" + Pulse.TYPE_SUFFIX);
        other.publish(topics.events("other"), aggregate, headers, new byte[] {1});
        other.publish(topics.events("other"), aggregate, headers, new byte[0]);
        other.publish(deliveries.plain(aggregate, 1));

        deliveries.awaitEffects(aggregate, 1L);

        assertThat(beats.seen()).filteredOn(aggregate::equals).hasSize(2);
    }
}
