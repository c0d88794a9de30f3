package io.tidemark.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.ConcurrencyContract;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class PostgresConcurrencyTest extends ConcurrencyContract {
    @Inject
    PostgresEventStore store;

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected <T> T await(Uni<T> work) {
        return EventLoop.await(work);
    }

    /** What an xmin horizon would get wrong: the oldest transaction of the whole server holds every database's readers up. */
    @Test
    void an_open_transaction_in_another_database_of_the_server_holds_nothing_up() throws SQLException {
        String url = "jdbc:postgresql://" + RealParts.property("postgres.host") + ":"
                + RealParts.property("postgres.port") + "/postgres";
        try (Connection other = DriverManager.getConnection(
                        url, RealParts.property("postgres.user"), RealParts.property("postgres.password"));
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("select pg_current_xact_id()");
            StreamId stream = stream();
            append(Append.of(write(stream, 0, 2), cause));

            assertThat(all()).extracting(StoredEvent::stream).contains(stream);
        }
    }
}
