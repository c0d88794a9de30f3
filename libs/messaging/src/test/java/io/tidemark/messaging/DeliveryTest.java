package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.tidemark.messaging.OtherService.Event;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka may do to a consumer: new topics, records again from the beginning, other members that come and go. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DeliveryTest {
    /** The subscription looks for new topics every 2 s; the rest is for the group to share them out on a busy machine. */
    private static final Duration NEW_TOPIC_SEEN = Duration.ofSeconds(8);

    /** Offsets are committed every 5 s. */
    private static final Duration COMMITS_TWICE = Duration.ofSeconds(11);

    /** So many keys that no partition stays without one: (2/3)^30 is five in a million. */
    private static final int MANY = 30;

    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Deliveries deliveries;

    @Inject
    Counting counting;

    @Inject
    KafkaClientService kafka;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    @ConfigProperty(name = "mp.messaging.incoming.events.group.id")
    String group;

    @Inject
    @ConfigProperty(name = "tidemark.intake.topics")
    String pattern;

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void the_facts_of_a_node_that_comes_later_are_taken_in() throws InterruptedException {
        String before = Deliveries.aggregate();
        other.publish(deliveries.plain(before, 1));
        deliveries.awaitEffects(before, 1L);
        String node = Deliveries.aggregate();
        String facts = topics.directives(node).replace(".directives.", ".facts.");

        topics.ensureKeptForEver(facts, 1);
        other.publish(Event.counted(facts, node, 1, "plain").with("ce_source", "/tidemark/node/" + node));

        Awaitility.await()
                .atMost(NEW_TOPIC_SEEN)
                .untilAsserted(() -> assertThat(deliveries.effects(node)).containsExactly(1L));
    }

    @Test
    void records_delivered_again_from_the_beginning_double_nothing() {
        String aggregate = Deliveries.aggregate();
        Event first = deliveries.plain(aggregate, 1);
        other.publish(first);
        other.publish(deliveries.plain(aggregate, 2));
        deliveries.awaitEffects(aggregate, 1L, 2L);

        await(kafka.<String, byte[]>getConsumer("events").runOnPollingThread(DeliveryTest::rewind));
        other.publish(deliveries.plain(aggregate, 3));

        deliveries.awaitHandled(aggregate, 3);
        assertThat(counting.asked(first.id()))
                .as("a repeat is not even planned")
                .isEqualTo(1);
        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L, 3L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    /** The other member takes partitions, reads records and leaves without having committed: they come again to this one. */
    @Test
    void members_that_come_and_go_lose_and_double_nothing() {
        List<String> aggregates =
                Stream.generate(Deliveries::aggregate).limit(MANY).toList();
        aggregates.forEach(aggregate -> other.publish(deliveries.plain(aggregate, 1)));
        try (KafkaConsumer<String, byte[]> member = member()) {
            member.subscribe(Pattern.compile(pattern));
            eventually().until(() -> {
                member.poll(Duration.ofMillis(100));
                return member.assignment().stream()
                        .anyMatch(partition -> partition.topic().equals(topics.events("other")));
            });
            aggregates.forEach(aggregate -> other.publish(deliveries.plain(aggregate, 2)));
            eventually().until(() -> !member.poll(Duration.ofMillis(100)).isEmpty());
        }
        aggregates.forEach(aggregate -> other.publish(deliveries.plain(aggregate, 3)));

        aggregates.forEach(aggregate -> deliveries.awaitEffects(aggregate, 1L, 2L, 3L));
        aggregates.forEach(aggregate -> assertThat(deliveries.parked(aggregate)).isEmpty());
    }

    @Test
    void an_offset_is_committed_only_after_the_effect() throws ExecutionException, InterruptedException {
        String aggregate = Deliveries.aggregate();
        Event held = deliveries.event(aggregate, 1, "held");
        RecordMetadata published = other.publish(held);
        eventually().until(() -> counting.asked(held.id()) == 1);
        TopicPartition partition = new TopicPartition(published.topic(), published.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Awaitility.await()
                    .during(COMMITS_TWICE)
                    .atMost(COMMITS_TWICE.plusSeconds(5))
                    .until(() -> committed(admin, partition) <= published.offset());

            counting.release(aggregate);

            deliveries.awaitEffects(aggregate, 1L);
            eventually().until(() -> committed(admin, partition) > published.offset());
        }
    }

    private long committed(Admin admin, TopicPartition partition) throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private static boolean rewind(Consumer<String, byte[]> consumer) {
        consumer.seekToBeginning(consumer.assignment());
        return true;
    }

    private KafkaConsumer<String, byte[]> member() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        group,
                        "client.id",
                        "member-" + UUID.randomUUID(),
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
