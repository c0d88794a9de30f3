package io.tidemark.testkit.real;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives a Quarkus test a fresh database and a topic prefix of its own on the servers that {@code ./tide test}
 * started. Without those servers the test fails and says so; it is never skipped.
 */
public final class RealParts implements QuarkusTestResourceLifecycleManager {
    private final String tag =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final String database = "test_" + tag;

    @Override
    public Map<String, String> start() {
        sql("create database " + database);
        Map<String, String> config = new HashMap<>();
        config.put("tidemark.postgres.host", property("postgres.host"));
        config.put("tidemark.postgres.port", property("postgres.port"));
        config.put("tidemark.postgres.user", property("postgres.user"));
        config.put("tidemark.postgres.password", property("postgres.password"));
        config.put("tidemark.postgres.database", database);
        config.put("kafka.bootstrap.servers", property("kafka"));
        config.put("tidemark.topics.prefix", "test-" + tag);
        config.put("tidemark.oidc.issuer", property("keycloak") + "/realms/tidemark");
        config.put("quarkus.http.test-port", "0");
        return config;
    }

    @Override
    public void stop() {
        sql("drop database if exists " + database + " with (force)");
    }

    /** One of the addresses that {@code ./tide test} hands to the build. */
    public static String property(String name) {
        String value = System.getProperty("tidemark.test." + name);
        if (value == null) {
            throw new IllegalStateException("no -Dtidemark.test." + name + ": run the tests with ./tide test");
        }
        return value;
    }

    private static void sql(String statement) {
        String url = "jdbc:postgresql://" + property("postgres.host") + ":" + property("postgres.port") + "/postgres";
        try (Connection connection =
                        DriverManager.getConnection(url, property("postgres.user"), property("postgres.password"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database server answers: " + e.getMessage(), e);
        }
    }
}
