package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RelayTest {
    private static final String TYPE = "tidemark.thing.thing.happened.v1";

    @Inject
    EventStore store;

    @Inject
    Topics topics;

    @Inject
    TopicReader reader;

    @Inject
    Stubborn stubborn;

    @Test
    void every_event_is_published_once_its_keys_in_the_order_of_positions() {
        List<StreamId> streams = List.of(stream(), stream(), stream(), stream());
        List<UUID> appended = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            for (StreamId stream : streams) {
                appended.addAll(ids(append(stream, round, 1, Optional.empty())));
            }
        }

        List<ConsumerRecord<String, byte[]>> published = awaitPublished(appended);

        assertThat(published).extracting(RelayTest::id).containsExactlyInAnyOrderElementsOf(appended);
        for (StreamId stream : streams) {
            List<ConsumerRecord<String, byte[]>> ofKey = published.stream()
                    .filter(record -> stream.id().equals(record.key()))
                    .toList();
            assertThat(ofKey)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(ofKey.getFirst().partition());
            assertThat(ofKey)
                    .extracting(record -> number(record, "ce_position"))
                    .isSorted();
            assertThat(ofKey)
                    .extracting(record -> number(record, "ce_streamrevision"))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        }
    }

    /** Decoded by the CloudEvents project's own library, not by ours. */
    @Test
    void a_record_is_a_cloud_event_with_the_event_s_cause_and_place_in_the_log() {
        StreamId stream = stream();
        UUID operation = UUID.randomUUID();
        StoredEvent event = append(stream, 0, 1, Optional.of(operation)).getFirst();

        ConsumerRecord<String, byte[]> record =
                awaitPublished(List.of(event.id())).getFirst();
        CloudEvent decoded = KafkaMessageFactory.createReader(record).toEvent();
        StoredEvent numbered = await(store.read(stream)).getFirst();

        assertThat(record.key()).isEqualTo(stream.id());
        assertThat(decoded.getSpecVersion()).hasToString("1.0");
        assertThat(decoded.getId()).isEqualTo(event.id().toString());
        assertThat(decoded.getSource()).hasToString("/tidemark/thing");
        assertThat(decoded.getType()).isEqualTo(TYPE);
        assertThat(decoded.getSubject()).isEqualTo(stream.id());
        assertThat(decoded.getDataContentType()).isEqualTo("application/json");
        assertThat(decoded.getTime()).isNotNull();
        assertThat(java.util.Objects.requireNonNull(decoded.getTime()).toInstant())
                .isEqualTo(numbered.recordedAt());
        assertThat(decoded.getExtension("streamrevision")).isEqualTo("1");
        assertThat(decoded.getExtension("position")).isEqualTo(Long.toString(numbered.position()));
        assertThat(decoded.getExtension("storegeneration")).isEqualTo(await(store.generation()));
        assertThat(decoded.getExtension("objectpath")).isEqualTo("/things/" + stream.id());
        assertThat(decoded.getExtension("correlationid"))
                .isEqualTo(event.cause().correlationId().toString());
        assertThat(decoded.getExtension("causationid"))
                .isEqualTo(event.cause().causationId().toString());
        assertThat(decoded.getExtension("actor")).isEqualTo("system:test");
        assertThat(decoded.getExtension("operationid")).isEqualTo(operation.toString());
        assertThat(decoded.getExtension("traceparent")).isNull();
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(numbered.json());
    }

    @Test
    void what_the_relay_publishes_the_intake_reads_back_unchanged() {
        StreamId stream = stream();
        UUID operation = UUID.randomUUID();
        UUID id = append(stream, 0, 1, Optional.of(operation)).getFirst().id();

        IncomingEvent read = CloudEvents.read(awaitPublished(List.of(id)).getFirst());

        StoredEvent event = await(store.read(stream)).getFirst();
        assertThat(read)
                .isEqualTo(new IncomingEvent(
                        id,
                        "/tidemark/thing",
                        TYPE,
                        stream.id(),
                        1,
                        Optional.of(await(store.generation())),
                        "/things/" + stream.id(),
                        event.recordedAt(),
                        event.cause(),
                        event.json()));
    }

    /** Small numbers in a list: PostgreSQL gives them back half as large again. */
    @Test
    void the_largest_event_that_can_be_appended_is_published() {
        String list = "1,".repeat(NewEvent.LARGEST_BYTES / 2 - 10);
        NewEvent largest = new NewEvent(UUID.randomUUID(), TYPE, "{\"n\":[" + list + "1]}");
        StreamId stream = stream();
        await(store.append(Append.of(
                new StreamWrite(stream, 0, "/things/" + stream.id(), List.of(largest)),
                Cause.spontaneous(UUID.randomUUID(), "test"))));

        assertThat(awaitPublished(List.of(largest.id()))).hasSize(1);
    }

    @Test
    void a_follower_that_fails_gets_the_same_events_again_and_nothing_of_the_failed_try_stays() {
        append(stream(), 0, 1, Optional.empty());
        stubborn.fail();
        List<UUID> appended = ids(append(stream(), 0, 3, Optional.empty()));
        eventually().until(() -> stubborn.failuresWith(appended.getFirst()) >= 2);
        long first = await(store.readAfter(0, Integer.MAX_VALUE)).stream()
                .filter(event -> event.id().equals(appended.getFirst()))
                .findFirst()
                .orElseThrow()
                .position();

        assertThat(stubborn.checkpoint()).isLessThan(first);
        assertThat(stubborn.kept()).doesNotContainAnyElementsOf(appended);
        stubborn.mend();

        eventually().untilAsserted(() -> assertThat(stubborn.checkpoint()).isGreaterThanOrEqualTo(first + 2));
        assertThat(stubborn.kept()).containsAll(appended).doesNotHaveDuplicates();
    }

    private List<ConsumerRecord<String, byte[]>> awaitPublished(List<UUID> wanted) {
        return eventually()
                .until(
                        () -> reader.all(topics.events("thing")).stream()
                                .filter(record -> wanted.contains(id(record)))
                                .toList(),
                        found -> found.stream()
                                .map(RelayTest::id)
                                .collect(Collectors.toSet())
                                .containsAll(wanted));
    }

    private List<StoredEvent> append(StreamId stream, int after, int count, Optional<UUID> operation) {
        UUID request = UUID.randomUUID();
        List<NewEvent> events = IntStream.range(0, count)
                .mapToObj(i -> new NewEvent(UUID.randomUUID(), TYPE, "{\"number\":" + i + "}"))
                .toList();
        return await(store.append(Append.of(
                new StreamWrite(stream, after, "/things/" + stream.id(), events),
                new Cause(request, request, "system:test", operation, Optional.empty()))));
    }

    private static List<UUID> ids(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::id).toList();
    }

    private static StreamId stream() {
        return new StreamId("thing", UUID.randomUUID().toString());
    }

    private static UUID id(ConsumerRecord<String, byte[]> record) {
        return CloudEvents.find(record.headers(), "ce_id").map(UUID::fromString).orElseThrow();
    }

    private static long number(ConsumerRecord<String, byte[]> record, String header) {
        return CloudEvents.find(record.headers(), header).map(Long::parseLong).orElseThrow();
    }
}
