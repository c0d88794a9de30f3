package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A node's topic of directives is lost, or comes back as it was before. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DirectivesLostTest {
    private final String node = UUID.randomUUID().toString();

    @Inject
    Topics topics;

    @Inject
    TopicReader reader;

    @Inject
    EventStore store;

    @Inject
    DirectSql direct;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void the_last_directive_of_each_key_is_written_again() throws ExecutionException, InterruptedException {
        direct("thing/a", 1);
        direct("thing/b", 2);
        direct("thing/a", 3);
        awaitDirected(Map.of("thing/a", "3", "thing/b", "2"));

        deleteTopic();

        awaitDirected(Map.of("thing/a", "3", "thing/b", "2"));
    }

    @Test
    void a_topic_that_went_back_ends_with_what_is_desired_now()
            throws ExecutionException, InterruptedException, SQLException {
        direct("thing/a", 1);
        direct("thing/a", 2);
        direct("thing/a", 3);
        awaitDirected(Map.of("thing/a", "3"));

        try (Connection leader = direct.open();
                Statement sql = leader.createStatement()) {
            leader.setAutoCommit(false);
            sql.execute("select position from checkpoint where follower = 'directives' for update");
            deleteTopic();
            eventually().ignoreExceptions().until(this::restoreFirst);
            leader.rollback();
        }

        awaitDirected(Map.of("thing/a", "3"));
    }

    private boolean restoreFirst() throws ExecutionException, InterruptedException {
        topics.ensureCompacted(topics.directives(node));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topics.directives(node), "thing/a", "1".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        return directed().equals(Map.of("thing/a", "1"));
    }

    private void direct(String key, int desired) {
        StreamId stream = new StreamId("thing", UUID.randomUUID().toString());
        NewEvent event = new NewEvent(
                UUID.randomUUID(), Directing.DIRECTED, Json.write(new Directing.Directed(node, key, desired)));
        await(store.append(Append.of(
                new StreamWrite(stream, 0, "/things/" + stream.id(), List.of(event)),
                Cause.spontaneous(UUID.randomUUID(), "test"))));
    }

    private void deleteTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(topics.directives(node))).all().get();
        }
    }

    private void awaitDirected(Map<String, String> desired) {
        eventually().ignoreExceptions().until(() -> directed().equals(desired));
    }

    private Map<String, String> directed() {
        Map<String, String> last = new HashMap<>();
        reader.all(topics.directives(node))
                .forEach(record -> last.put(record.key(), new String(record.value(), StandardCharsets.UTF_8)));
        return last;
    }
}
