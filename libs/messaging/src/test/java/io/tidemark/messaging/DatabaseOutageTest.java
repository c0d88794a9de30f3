package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The database of the service refuses all connections and ends those that are open. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DatabaseOutageTest {
    @Inject
    Topics topics;

    @Inject
    OtherService other;

    @Inject
    Deliveries deliveries;

    @Inject
    @ConfigProperty(name = "tidemark.postgres.database")
    String database;

    @Test
    void events_that_come_while_the_database_is_away_wait_and_are_handled_when_it_returns()
            throws InterruptedException, SQLException {
        topics.ensureKeptForEver(topics.events("other"), Topics.EVENT_PARTITIONS);
        String aggregate = Deliveries.aggregate();
        other.publish(deliveries.plain(aggregate, 1));
        deliveries.awaitEffects(aggregate, 1L);

        try (LoggedLines warnings = LoggedLines.of(Intake.class, Level.WARNING)) {
            admin("alter database " + database + " allow_connections false");
            admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            other.publish(deliveries.plain(aggregate, 2));
            other.publish(deliveries.plain(aggregate, 3));
            eventually()
                    .until(() -> warnings.seen().stream()
                                    .filter(line -> line.contains("trying again"))
                                    .count()
                            >= 2);
        } finally {
            admin("alter database " + database + " allow_connections true");
        }

        deliveries.awaitHandled(aggregate, 3);
        assertThat(deliveries.effects(aggregate)).containsExactly(1L, 2L, 3L);
        assertThat(deliveries.parked(aggregate)).isEmpty();
    }

    private static void admin(String statement) throws SQLException {
        String url = "jdbc:postgresql://" + RealParts.property("postgres.host") + ":"
                + RealParts.property("postgres.port") + "/postgres";
        try (Connection connection = DriverManager.getConnection(
                        url, RealParts.property("postgres.user"), RealParts.property("postgres.password"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
