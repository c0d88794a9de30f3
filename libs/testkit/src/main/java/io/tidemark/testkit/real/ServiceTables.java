package io.tidemark.testkit.real;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service under test has taken in of one key, as its own tables say. */
public final class ServiceTables {
    private ServiceTables() {}

    /** The revision up to which the key was handled; 0 before the first. */
    public static long handled(String producer, String aggregate) {
        List<String> rows =
                rows("select revision from inbox where producer = ? and aggregate = ?", producer, aggregate);
        return rows.isEmpty() ? 0 : Long.parseLong(rows.getFirst());
    }

    /** The types and reasons of what is parked of the key, in its order. */
    public static List<String> parked(String producer, String aggregate) {
        return rows(
                "select type || ': ' || reason from parked where producer = ? and aggregate = ? order by revision",
                producer,
                aggregate);
    }

    private static List<String> rows(String query, String producer, String aggregate) {
        String url = "jdbc:postgresql://" + RealParts.property("postgres.host") + ":"
                + RealParts.property("postgres.port") + "/" + database();
        try (Connection connection = DriverManager.getConnection(
                        url, RealParts.property("postgres.user"), RealParts.property("postgres.password"));
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, producer);
            statement.setString(2, aggregate);
            return texts(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the service's tables cannot be read", e);
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String database() {
        return ConfigProvider.getConfig().getValue("tidemark.postgres.database", String.class);
    }
}
