package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.messaging.OtherService.Event;
import io.tidemark.messaging.ParkedKeys.ParkedKey;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.ProblemCode;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do about events that could not be handled. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class MendingTest {
    private static final Cause OPERATOR =
            new Cause(UUID.randomUUID(), UUID.randomUUID(), "oscar", Optional.empty(), Optional.empty());

    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Deliveries deliveries;

    @Inject
    Counting counting;

    @Inject
    Mending mending;

    @Inject
    ParkedKeys parked;

    @Inject
    EventStore store;

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void a_skipped_event_has_no_effect_what_waited_behind_it_goes_on_and_who_did_it_is_recorded() {
        Event poison = poisoned();
        Mending.Key key = key(poison);

        StoredEvent recorded = done(await(mending.skip(key, 2, "its image is gone", OPERATOR, List.of())));

        deliveries.awaitEffects(key.aggregate(), 1L, 3L);
        assertThat(deliveries.parked(key.aggregate())).isEmpty();
        assertThat(recorded.type()).isEqualTo("tidemark.thing.parked.skipped.v1");
        assertThat(recorded.cause().actor()).isEqualTo("oscar");
        assertThat(Json.read(recorded.json(), ParkedSkipped.class))
                .isEqualTo(new ParkedSkipped(
                        OtherService.SOURCE, key.aggregate(), 2, Optional.of(poison.id()), "its image is gone"));
    }

    @Test
    void a_revision_that_never_comes_can_be_skipped() {
        String aggregate = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(deliveries.plain(aggregate, 3));
        eventually().until(() -> deliveries.parked(aggregate).size() == 1);

        done(await(mending.skip(
                new Mending.Key(OtherService.SOURCE, aggregate), 2, "lost for good", OPERATOR, List.of())));

        deliveries.awaitEffects(aggregate, 1L, 3L);
    }

    @Test
    void a_replaced_event_has_the_effect_of_the_corrected_payload_in_its_place() {
        Event poison = poisoned();
        Mending.Key key = key(poison);
        String corrected = "{\"revision\":20,\"behaviour\":\"plain\"}";

        StoredEvent recorded =
                done(await(mending.replace(key, 2, corrected, "the behaviour was cut", OPERATOR, List.of())));

        deliveries.awaitEffects(key.aggregate(), 1L, 20L, 3L);
        assertThat(recorded.type()).isEqualTo("tidemark.thing.parked.replaced.v1");
        assertThat(Json.read(recorded.json(), ParkedReplaced.class).data()).isEqualTo(Json.tree(corrected));
        StoredEvent effect = await(store.read(Counting.stream(key.aggregate()))).get(1);
        assertThat(effect.cause().actor()).isEqualTo("oscar");
    }

    @Test
    void a_correction_that_cannot_be_handled_either_is_refused_and_changes_nothing() {
        Mending.Key key = key(poisoned());

        assertThat(refusal(await(mending.replace(
                        key, 2, "{\"revision\":2,\"behaviour\":\"no such\"}", "why", OPERATOR, List.of()))))
                .isEqualTo(CommonProblem.INVALID_REQUEST);

        assertThat(deliveries.parked(key.aggregate())).hasSize(2);
        assertThat(deliveries.effects(key.aggregate())).containsExactly(1L);
    }

    @Test
    void only_what_holds_up_a_key_can_be_mended() {
        Mending.Key key = key(poisoned());
        Mending.Key unknown = new Mending.Key(OtherService.SOURCE, Deliveries.aggregate());

        assertThat(refusal(await(mending.skip(key, 3, "why", OPERATOR, List.of()))))
                .isEqualTo(CommonProblem.PARKED_NOT_NEXT);
        assertThat(refusal(await(mending.replace(key, 3, "{}", "why", OPERATOR, List.of()))))
                .isEqualTo(CommonProblem.PARKED_NOT_NEXT);
        assertThat(refusal(await(mending.skip(unknown, 1, "why", OPERATOR, List.of()))))
                .isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(refusal(await(mending.retry(unknown, OPERATOR, List.of())))).isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(deliveries.parked(key.aggregate())).hasSize(2);
    }

    @Test
    void a_key_tried_again_goes_on_when_what_failed_is_mended_and_parks_again_when_not() {
        Mending.Key key = key(poisoned());
        done(await(mending.retry(key, OPERATOR, List.of())));
        assertThat(deliveries.parked(key.aggregate())).hasSize(2);
        assertThat(deliveries.parked(key.aggregate()).getFirst().attempts()).isEqualTo(1);

        counting.mend(key.aggregate());
        done(await(mending.retry(key, OPERATOR, List.of())));

        assertThat(deliveries.effects(key.aggregate())).containsExactly(1L, 2L, 3L);
        assertThat(deliveries.parked(key.aggregate())).isEmpty();
    }

    @Test
    void a_second_event_under_a_handled_revision_is_dropped_by_skipping_it() {
        String aggregate = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(deliveries.plain(aggregate, 2));
        eventually().until(() -> deliveries.parked(aggregate).size() == 2);

        done(await(mending.skip(
                new Mending.Key(OtherService.SOURCE, aggregate), 1, "of a lost history", OPERATOR, List.of())));

        deliveries.awaitEffects(aggregate, 1L, 2L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    @Test
    void pages_show_every_key_once_with_what_holds_it_up() {
        List<String> aggregates = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            aggregates.add(poisoned().key());
        }

        List<ParkedKey> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<ParkedKey> page = await(parked.page(cursor, 2));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            keys.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(keys)
                .extracting(ParkedKey::aggregate)
                .containsAll(aggregates)
                .doesNotHaveDuplicates();
        assertThat(keys).filteredOn(key -> aggregates.contains(key.aggregate())).allSatisfy(key -> {
            assertThat(key.count()).isEqualTo(2);
            assertThat(key.firstRevision()).isEqualTo(2);
            assertThat(key.reason()).contains("no such image");
            assertThat(key.retryAt()).isEmpty();
        });
        assertThat(await(parked.counts()).keys()).isEqualTo(keys.size());
    }

    /** A key whose second event fails each time, with a third behind it. */
    private Event poisoned() {
        String aggregate = Deliveries.aggregate();
        Event poison = deliveries.event(aggregate, 2, "poison-failed");
        other.publish(deliveries.plain(aggregate, 1));
        other.publish(poison);
        other.publish(deliveries.plain(aggregate, 3));
        eventually().until(() -> deliveries.parked(aggregate).size() == 2);
        return poison;
    }

    private static Mending.Key key(Event event) {
        return new Mending.Key(OtherService.SOURCE, event.key());
    }

    private static StoredEvent done(Outcome<List<StoredEvent>> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<List<StoredEvent>>) outcome).events().getFirst();
    }

    private static ProblemCode refusal(Outcome<List<StoredEvent>> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<List<StoredEvent>>) outcome).reason().code();
    }
}
