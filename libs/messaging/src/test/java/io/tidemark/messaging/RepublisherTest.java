package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RepublisherTest {
    @Inject
    EventStore store;

    @Inject
    Topics topics;

    @Inject
    TopicReader reader;

    @Inject
    Appending appending;

    @Inject
    RequestLog requests;

    @Inject
    RelayLag lag;

    @Inject
    DirectSql direct;

    @Test
    void a_range_of_positions_is_published_once_more_and_nothing_else() {
        StreamId stream = stream();
        List<UUID> events = appending.append(stream, 0, 10);
        eventually().untilAsserted(() -> assertThat(copies(events)).containsOnly(1L));
        List<StoredEvent> numbered = await(store.read(stream));

        request(new RepublishRequested(
                Optional.of(numbered.get(2).position()),
                Optional.of(numbered.get(6).position()),
                Optional.empty()));

        assertThat(copies(events)).containsExactly(1L, 1L, 2L, 2L, 2L, 2L, 2L, 1L, 1L, 1L);
    }

    @Test
    void one_stream_is_published_once_more_in_order() {
        StreamId stream = stream();
        List<UUID> events = appending.append(stream, 0, 5);
        List<UUID> others = appending.append(stream(), 0, 5);
        eventually().untilAsserted(() -> assertThat(copies(others)).containsOnly(1L));

        request(new RepublishRequested(Optional.empty(), Optional.empty(), Optional.of(stream.toString())));

        assertThat(reader.all(topics.events("thing")).stream()
                        .map(record -> UUID.fromString(CloudEvents.id(record)))
                        .filter(events::contains))
                .containsExactlyElementsOf(
                        Stream.concat(events.stream(), events.stream()).toList());
        assertThat(copies(others)).containsOnly(1L);
    }

    @Test
    void what_is_asked_for_is_either_a_range_or_a_stream() {
        Optional<Long> one = Optional.of(1L);
        Optional<Long> none = Optional.empty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepublishRequested(none, none, Optional.empty()).complete());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepublishRequested(one, none, Optional.empty()).complete());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepublishRequested(one, one, Optional.of("vm/1")).complete());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepublishRequested(Optional.of(2L), one, Optional.empty()).complete());
    }

    @Test
    void a_request_is_pending_from_its_acceptance_until_it_is_done_whatever_else_happens() throws SQLException {
        RepublishRequested asked = new RepublishRequested(Optional.of(1L), Optional.of(1L), Optional.empty());
        request(asked);
        try (Connection busy = direct.open();
                Statement sql = busy.createStatement()) {
            busy.setAutoCommit(false);
            sql.execute("select position from checkpoint where follower = 'republish' for update");
            accept(asked);
            assertThat(pending()).as("at once").isEqualTo(1);
            StoredEvent second = accept(asked);
            List<UUID> others = appending.append(stream(), 0, 5);
            eventually().untilAsserted(() -> assertThat(copies(others)).containsOnly(1L));
            assertThat(await(store.read(second.stream())).getFirst().position()).isPositive();
            assertThat(pending()).as("once numbered").isEqualTo(2);
            busy.rollback();
        }
        eventually().until(() -> pending() == 0);
    }

    private long pending() {
        return await(lag.pendingRepublishes());
    }

    private StoredEvent accept(RepublishRequested asked) {
        return await(requests.record(
                        Cause.spontaneous(UUID.randomUUID(), "test"),
                        asked,
                        () -> Uni.createFrom().item(Effect.none())))
                .getFirst();
    }

    /** Returns when it is done. */
    private void request(RepublishRequested asked) {
        accept(asked);
        eventually().until(() -> pending() == 0);
    }

    /** How often each of these stands on the topic. */
    private List<Long> copies(List<UUID> events) {
        Map<UUID, Long> copies = reader.all(topics.events("thing")).stream()
                .collect(Collectors.groupingBy(
                        record -> UUID.fromString(CloudEvents.id(record)), Collectors.counting()));
        return events.stream().map(event -> copies.getOrDefault(event, 0L)).toList();
    }

    private static StreamId stream() {
        return new StreamId("thing", UUID.randomUUID().toString());
    }
}
