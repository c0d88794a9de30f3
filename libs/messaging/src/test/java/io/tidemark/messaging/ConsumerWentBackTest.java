package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;
import static io.tidemark.messaging.Awaiting.eventually;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This service's database has marks older than what Kafka thinks that the group has read. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ConsumerWentBackTest {
    private final String aggregate = Deliveries.aggregate();

    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Deliveries deliveries;

    @Inject
    KafkaClientService kafka;

    @Inject
    DirectSql direct;

    @BeforeEach
    void topic() throws InterruptedException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
    }

    @Test
    void reading_begins_again_where_the_database_stands() throws SQLException {
        long offset = other.publish(deliveries.plain(aggregate, 1)).offset();
        int part = other.publish(deliveries.plain(aggregate, 2)).partition();
        deliveries.awaitEffects(aggregate, 1L, 2L);
        eventually().until(() -> mark(part) > offset + 1);

        goBack(part, offset);
        Consumer<org.apache.kafka.clients.consumer.Consumer<Object, Object>> rejoin =
                consumer -> consumer.enforceRebalance("the test's");
        await(kafka.getConsumer("events").runOnPollingThread(rejoin));

        deliveries.awaitEffects(aggregate, 1L, 2L, 1L, 2L);
    }

    /** The marks that a restored database would have; the effects stay, so that those made again show. */
    private void goBack(int part, long offset) throws SQLException {
        try (Connection connection = direct.open();
                Statement sql = connection.createStatement()) {
            sql.execute("delete from inbox where aggregate = '" + aggregate + "'");
            sql.execute("update intake_mark set log_offset = " + offset + " where topic = '" + topics.events("other")
                    + "' and part = " + part);
        }
    }

    private long mark(int part) throws SQLException {
        try (Connection connection = direct.open();
                PreparedStatement sql = connection.prepareStatement(
                        "select log_offset from intake_mark where topic = ? and part = ?")) {
            sql.setString(1, topics.events("other"));
            sql.setInt(2, part);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
