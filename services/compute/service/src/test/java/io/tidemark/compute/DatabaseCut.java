package io.tidemark.compute;

import io.tidemark.testkit.real.RealParts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Cuts the service off from its database in the middle of whatever it does. */
final class DatabaseCut {
    private DatabaseCut() {}

    /** Ends every connection; what was not committed is gone. */
    static void all() {
        String url = "jdbc:postgresql://" + RealParts.property("postgres.host") + ":"
                + RealParts.property("postgres.port") + "/postgres";
        try (Connection connection = DriverManager.getConnection(
                        url, RealParts.property("postgres.user"), RealParts.property("postgres.password"));
                PreparedStatement statement = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")) {
            statement.setString(1, ConfigProvider.getConfig().getValue("tidemark.postgres.database", String.class));
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the service cannot be cut off", e);
        }
    }
}
