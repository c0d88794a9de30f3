package io.tidemark.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.PersonalContract;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(MasterKeyParts.class)
class PostgresPersonalTest extends PersonalContract {
    @Inject
    PostgresEventStore store;

    @Inject
    DataSource jdbc;

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected <T> T await(Uni<T> work) {
        return EventLoop.await(work);
    }

    @Test
    void the_database_holds_keys_only_wrapped_and_an_erased_subject_holds_none() throws SQLException {
        String subject = UUID.randomUUID().toString();
        await(store.keys().sealing(Set.of(subject)));
        assertThat(wrapped(subject)).hasSizeGreaterThan(44).isBase64();

        append(new Append(List.of(), cause, List.of(new Companion.Erasure(subject))));

        assertThat(wrapped(subject)).isEqualTo("none");
    }

    private String wrapped(String subject) throws SQLException {
        try (Connection connection = jdbc.getConnection();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(
                        "select coalesce(wrapped, 'none') from subject_key where subject = '" + subject + "'")) {
            assertThat(found.next()).isTrue();
            return found.getString(1);
        }
    }
}
