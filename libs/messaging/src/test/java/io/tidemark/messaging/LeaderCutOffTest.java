package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The leader's transaction, and with it its lock, is gone while its records are still under way. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class LeaderCutOffTest {
    private static final int CUTS = 6;

    /** So many batches that most cuts meet one under way. */
    private static final int EVENTS = 12_000;

    @Inject
    Topics topics;

    @Inject
    TopicReader reader;

    @Inject
    Appending appending;

    @Inject
    DirectSql direct;

    @Test
    void what_a_cut_off_leader_still_sends_reorders_and_loses_nothing() throws SQLException {
        List<UUID> events;
        try (Connection own = direct.open();
                Statement sql = own.createStatement()) {
            own.setAutoCommit(false);
            sql.execute("select position from checkpoint where follower = 'relay' for update");
            events = appending.events(EVENTS);
            own.rollback();
            own.setAutoCommit(true);
            for (int cut = 0; cut < CUTS; cut++) {
                int before = count();
                eventually().until(() -> count() > before || count() >= EVENTS);
                sql.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
            }
        }

        eventually()
                .untilAsserted(() -> assertThat(published())
                        .extracting(record -> UUID.fromString(CloudEvents.id(record)))
                        .containsAll(events));
        FirstSights.assertOrdered(published());
    }

    private int count() {
        return published().size();
    }

    private List<ConsumerRecord<String, byte[]>> published() {
        return reader.all(topics.events("thing"));
    }
}
