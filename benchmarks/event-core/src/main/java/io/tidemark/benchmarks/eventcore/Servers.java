package io.tidemark.benchmarks.eventcore;

import io.tidemark.launcher.EmbeddedParts;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.PostgresPart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A PostgreSQL that waits for the disk at each commit, and a Kafka, both for this measurement alone. */
record Servers(EmbeddedParts parts) implements AutoCloseable {
    static final String DATABASE = "bench";

    private static final AtomicReference<Servers> PRESENT = new AtomicReference<>();

    /** Those that were started before the service, which needs them when it starts. */
    static Servers present() {
        return Objects.requireNonNull(PRESENT.get(), "started by Measurements#main");
    }

    static Servers start() throws IOException, InterruptedException, TimeoutException, SQLException {
        Servers servers = new Servers(EmbeddedParts.startDurable(
                EmbeddedParts.temporaryHome(), Ports.free(), Set.of(PostgresPart.NAME, KafkaPart.NAME)));
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        PRESENT.set(servers);
        return servers;
    }

    /** What the libraries are told by the environment elsewhere. */
    Map<String, String> settings() {
        return Map.of(
                "tidemark.postgres.port", Integer.toString(postgresPort()),
                "tidemark.postgres.user", postgresUser(),
                "tidemark.postgres.password", postgresPassword(),
                "kafka.bootstrap.servers", kafka());
    }

    int postgresPort() {
        return parts.postgresPort();
    }

    String postgresUser() {
        return parts.postgresUser();
    }

    String postgresPassword() {
        return parts.postgresPassword();
    }

    String kafka() {
        return parts.kafka();
    }

    Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/" + database, postgresUser(), postgresPassword());
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
