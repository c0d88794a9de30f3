package io.tidemark.testkit.real;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    /** The types of the events that came of one request. */
    static List<String> events(String correlation) {
        return rows("select type from event where correlation = cast(? as uuid) order by seq", correlation);
    }

    /** How many answers are kept under an idempotency key. */
    static long answersKept(String key) {
        return Long.parseLong(
                rows("select count(*) from idempotency where key = ?", key).getFirst());
    }

    /** What writes leave beside events and answers, told apart from anything else that they might leave. */
    static String keptByWrites() {
        return rows("select coalesce((select string_agg(cast(c as text), ' ' order by c.scope, c.value) from claim c), '') || ' / '"
                        + " || coalesce((select string_agg(s.stream || s.revision, ' ' order by s.stream) from snapshot s), '') || ' / '"
                        + " || (select count(*) from subject_key)")
                .toString();
    }

    /** Puts an event among the parked ones, as intake does; no time is set at which it is tried again. */
    static void park(String producer, String aggregate, String type, UUID eventId, String envelope) {
        rows(
                "insert into parked (producer, aggregate, revision, type, envelope, reason, event_id)"
                        + " values (?, ?, 1, ?, ?, 'a test', cast(? as uuid)) returning aggregate",
                producer,
                aggregate,
                type,
                envelope,
                eventId.toString());
    }

    static void unpark(String producer, String aggregate) {
        rows("delete from parked where producer = ? and aggregate = ? returning aggregate", producer, aggregate);
    }

    private static List<String> rows(String query, String... parameters) {
        String url = "jdbc:postgresql://" + RealParts.property("postgres.host") + ":"
                + RealParts.property("postgres.port") + "/" + database();
        try (Connection connection = DriverManager.getConnection(
                        url, RealParts.property("postgres.user"), RealParts.property("postgres.password"));
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
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
