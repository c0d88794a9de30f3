package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.InMemoryEventStore;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A producer that has a second version of its event, and a consumer that was written for the first and is not touched.
 * The consumer is {@link Counting}.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class NextVersionTest {
    /** The event as its producer writes it. */
    sealed interface ThingCounted {
        /** As the consumer knows it. */
        record V1(long revision, String behaviour) implements ThingCounted {}

        /** Another shape: no reader of the first version could make sense of it. */
        record V2(Count count, List<String> behaviours) implements ThingCounted {
            /** What the first version says of it, for as long as that is promised. */
            V1 asV1() {
                return new V1(count.value(), behaviours.getFirst());
            }
        }

        /** A number with what it counts. */
        record Count(long value, String of) {}
    }

    private static final EventTypes<ThingCounted> TYPES = EventTypes.<ThingCounted>none()
            .and(OtherService.COUNTED, ThingCounted.V1.class)
            .and("tidemark.other.thing.counted.v2", ThingCounted.V2.class);

    @Inject
    Topics topics;

    @Inject
    LogProducer producer;

    @Inject
    Deliveries deliveries;

    private final InMemoryEventStore store = new InMemoryEventStore(InstantSource.system());
    private final String aggregate = Deliveries.aggregate();

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void a_consumer_of_v1_goes_on_while_the_producer_writes_v1_beside_v2() {
        publish(new ThingCounted.V1(10, "plain"));
        ThingCounted.V2 second = counted(20);
        publish(second, second.asV1());
        ThingCounted.V2 third = counted(30);
        publish(third, third.asV1());

        deliveries.awaitHandled(aggregate, 5);

        assertThat(deliveries.effects(aggregate)).containsExactly(10L, 20L, 30L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    @Test
    void a_consumer_of_v1_passes_over_v2_and_takes_whatever_else_it_knows() {
        publish(new ThingCounted.V1(10, "plain"));
        publish(counted(20));
        publish(counted(30));
        publish(new ThingCounted.V1(40, "plain"));

        deliveries.awaitHandled(aggregate, 4);

        assertThat(deliveries.effects(aggregate)).containsExactly(10L, 40L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    private static ThingCounted.V2 counted(long value) {
        return new ThingCounted.V2(new ThingCounted.Count(value, "things"), List.of("plain", "and more"));
    }

    /** Appends to the producer's store in one write, and publishes as a relay does. */
    private void publish(ThingCounted... events) {
        StreamId stream = new StreamId("thing", aggregate);
        List<NewEvent> encoded = List.of(events).stream().map(TYPES::encode).toList();
        List<StoredEvent> stored = await(store.read(stream)
                .chain(before -> store.append(Append.of(
                        new StreamWrite(stream, before.size(), "/things/" + aggregate, encoded),
                        Cause.spontaneous(UUID.randomUUID(), "other")))));
        await(producer.sendAll(stored.stream().map(this::record).toList()));
    }

    private ProducerRecord<String, byte[]> record(StoredEvent event) {
        return CloudEvents.record(topics.events("other"), OtherService.SOURCE, "generation", event);
    }
}
