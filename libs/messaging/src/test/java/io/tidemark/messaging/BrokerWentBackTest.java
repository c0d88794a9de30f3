package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.EventStore;
import io.tidemark.messaging.RelayMarks.Mark;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The topic that the relay writes to is lost, or comes back as it was before; or its database does. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BrokerWentBackTest {
    private static final String LOCK = "select 1 from log_head for update";

    @Inject
    Topics topics;

    @Inject
    TopicReader reader;

    @Inject
    Appending appending;

    @Inject
    EventStore store;

    @Inject
    PublishedTopic published;

    @Inject
    DirectSql direct;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void a_topic_that_is_lost_while_nothing_happens_is_made_and_filled_again() throws Exception {
        List<UUID> events = appending.events(40);
        awaitPublished(events);

        deleteTopic();

        awaitPublished(events);
        assertOrdered();
    }

    @Test
    void a_topic_restored_to_an_older_state_gets_what_it_lost_and_what_came_since() throws Exception {
        List<UUID> before = appending.events(60);
        awaitPublished(before);
        List<UUID> since;
        try (Connection leader = direct.open();
                Statement sql = leader.createStatement()) {
            leader.setAutoCommit(false);
            sql.execute("select position from checkpoint where follower = 'relay' for update");
            long newest = reader.all(topics.events("thing")).stream()
                    .mapToLong(BrokerWentBackTest::position)
                    .max()
                    .orElseThrow();
            List<ConsumerRecord<String, byte[]>> older = reader.all(topics.events("thing")).stream()
                    .filter(record -> position(record) <= newest - 30)
                    .toList();
            deleteTopic();
            eventually().ignoreExceptions().until(() -> {
                topics.ensureKeptForEver(topics.events("thing"), Topics.EVENT_PARTITIONS);
                return published.id().isPresent();
            });
            restore(older);
            since = appending.events(20);
            leader.rollback();
        }

        awaitPublished(before);
        awaitPublished(since);
        assertOrdered();
    }

    /** The topic holds an event that this database, restored to before it, does not have. */
    @Test
    void a_database_that_went_back_behind_its_topic_opens_a_new_generation() throws Exception {
        awaitBranchAfter("ce_position", "1000000");
    }

    /** It was restored before, to another state, and what came of that was published too. */
    @Test
    void a_generation_on_its_topic_that_the_database_never_heard_of_opens_another() throws Exception {
        awaitBranchAfter("ce_storegeneration", UUID.randomUUID().toString());
    }

    /** It was copied between the commit of an event and its numbering; the topic holds that event. */
    @Test
    void an_event_without_a_position_in_the_copy_is_numbered_before_log_and_topic_are_compared() throws Exception {
        List<UUID> events = appending.events(10);
        awaitPublished(events);
        String before = await(store.generation());
        try (Connection numberer = direct.open();
                Statement lock = numberer.createStatement()) {
            numberer.setAutoCommit(false);
            putBackToBeforeTheLastNumber(() -> lock.execute(LOCK));
            eventually()
                    .during(Duration.ofSeconds(7))
                    .until(() -> await(store.generation()).equals(before));
            numberer.rollback();
        }

        UUID next = appending.events(1).getFirst();
        awaitPublished(List.of(next));
        assertThat(generationOf(next)).containsOnly(Optional.of(before));
        assertThat(generationOf(events.getLast())).containsOnly(Optional.of(before));
    }

    /** @param lock waits for this change's end, so that nobody numbers before it */
    private void putBackToBeforeTheLastNumber(Callable<?> lock) throws Exception {
        try (Connection connection = direct.open();
                Statement sql = connection.createStatement();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            sql.execute("update log_head set position = position - 1");
            sql.execute("update event set position = null where position > (select position from log_head)");
            sql.execute("update checkpoint set position = (select position from log_head) where follower = 'relay'");
            sql.execute("update relay_mark set topic_id = 'of before the restore'");
            Future<?> locked = other.submit(lock);
            eventually().until(() -> {
                try (ResultSet waiting = sql.executeQuery("select count(*) from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and query = '" + LOCK + "'")) {
                    return waiting.next() && waiting.getLong(1) == 1;
                }
            });
            connection.commit();
            locked.get();
        }
    }

    private void awaitBranchAfter(String header, String value) throws Exception {
        List<UUID> events = appending.events(10);
        awaitPublished(events);
        String before = await(store.generation());
        ConsumerRecord<String, byte[]> last = reader.all(topics.events("thing")).stream()
                .filter(record -> CloudEvents.id(record).equals(events.getLast().toString()))
                .findFirst()
                .orElseThrow();
        last.headers().remove(header);
        last.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        restore(List.of(last));

        try (Connection connection = direct.open();
                Statement sql = connection.createStatement()) {
            sql.execute("update relay_mark set topic_id = 'of before the restore'");
        }

        eventually().until(() -> !await(store.generation()).equals(before));
        String after = await(store.generation());
        UUID next = appending.events(1).getFirst();
        awaitPublished(List.of(next));
        assertThat(generationOf(next)).containsOnly(Optional.of(after));
        assertThat(generationOf(events.getFirst()))
                .as("what was there before stays what it was")
                .containsOnly(Optional.of(before));
        assertThat(await(store.generation())).as("and that was all").isEqualTo(after);
    }

    private List<Optional<String>> generationOf(UUID event) {
        return reader.all(topics.events("thing")).stream()
                .filter(record -> CloudEvents.id(record).equals(event.toString()))
                .map(record -> CloudEvents.find(record.headers(), "ce_storegeneration"))
                .toList();
    }

    @Test
    void a_mark_is_believed_only_where_its_event_stands_at_its_offset_on_the_same_topic() {
        awaitPublished(appending.events(20));
        String id = published.id().orElseThrow();
        ConsumerRecord<String, byte[]> last = reader.all(topics.events("thing")).getLast();
        UUID event = UUID.fromString(CloudEvents.id(last));
        int part = last.partition();

        assertThat(published.holds(List.of(new Mark(part, id, last.offset(), event))))
                .isTrue();
        assertThat(published.holds(List.of(new Mark(part, id, last.offset(), UUID.randomUUID()))))
                .isFalse();
        assertThat(published.holds(List.of(new Mark(part, id, last.offset() + 1000, event))))
                .isFalse();
        assertThat(published.reaches(List.of(new Mark(part, id, last.offset() + 1000, event))))
                .isFalse();
        assertThat(published.reaches(List.of(new Mark(part, "another topic", last.offset(), event))))
                .isFalse();
        ConsumerRecord<String, byte[]> earlier = reader.all(topics.events("thing")).stream()
                .filter(record -> record.partition() == part && record.offset() < last.offset())
                .findFirst()
                .orElseThrow();
        UUID its = UUID.fromString(CloudEvents.id(earlier));
        assertThat(published.stillHolds(List.of(new Mark(part, id, earlier.offset(), its))))
                .as("others may have written behind it")
                .isTrue();
        assertThat(published.stillHolds(List.of(new Mark(part, id, earlier.offset(), UUID.randomUUID()))))
                .as("others may have written in its place")
                .isFalse();
    }

    private void deleteTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(topics.events("thing"))).all().get();
        }
    }

    private void restore(List<ConsumerRecord<String, byte[]>> records) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<String, byte[]> record : records) {
                producer.send(new ProducerRecord<>(
                                record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    private void awaitPublished(List<UUID> events) {
        eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(reader.all(topics.events("thing")))
                        .extracting(record -> UUID.fromString(CloudEvents.id(record)))
                        .containsAll(events));
    }

    private void assertOrdered() {
        FirstSights.assertOrdered(reader.all(topics.events("thing")));
    }

    private static long position(ConsumerRecord<String, byte[]> record) {
        return CloudEvents.find(record.headers(), "ce_position")
                .map(Long::parseLong)
                .orElseThrow();
    }
}
