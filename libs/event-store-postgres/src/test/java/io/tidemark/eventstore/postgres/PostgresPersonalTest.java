package io.tidemark.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.PersonalContract;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(MasterKeyParts.class)
class PostgresPersonalTest extends PersonalContract {
    @Inject
    PostgresEventStore store;

    @Inject
    DataSource jdbc;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    @ConfigProperty(name = "tidemark.personal.key-file")
    Path keyFile;

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

    @Test
    void a_service_with_sealed_values_starts_only_under_the_key_that_sealed_them(@TempDir Path directory)
            throws IOException {
        await(store.keys().sealing(Set.of(UUID.randomUUID().toString())));
        Path other = Files.writeString(
                Files.createFile(
                        directory.resolve("other.key"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                MasterKeyParts.base64((byte) 1));

        await(new SubjectKeyRows(sessions, Optional.of(keyFile)).check());
        assertThatThrownBy(() -> await(new SubjectKeyRows(sessions, Optional.empty()).check()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restore the master key");
        assertThatThrownBy(() -> await(new SubjectKeyRows(sessions, Optional.of(other)).check()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
        assertThatThrownBy(() -> new SubjectKeyRows(sessions, Optional.of(directory.resolve("lost.key"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost.key");
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
