package io.tidemark.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One database of the estate, asked directly and over a connection of its own each time. */
record Database(String server, String name, String user, String password) {
    /** Streams of one run and no other: {@code entry/7-0} to {@code entry/7-x}; a dot follows a dash. */
    private static final String OF_RUN = " where stream >= ? and stream < ?";

    private static final String WRITTEN =
            "select event_id, split_part(stream, '/', 2), revision, coalesce(position, 0) from event";

    /** An event of the ledger as its table has it; position 0 while it has none. */
    record Row(UUID id, String aggregate, long revision, long position) {}

    /** An event of the mirror: which event of the ledger it copies. */
    record Copy(String aggregate, UUID origin, long revision) {}

    /**
     * The whole log.
     *
     * @param unnumbered how many events have no position
     * @param falls how often the recorded time falls from one position to the next
     */
    record Log(long events, long unnumbered, long lowest, long highest, long head, long falls) {}

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server + name + "?socketTimeout=20", user, password);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Log log() throws SQLException {
        String sql = "select count(*), count(*) - count(position), coalesce(min(position), 1),"
                + " coalesce(max(position), 0), (select position from log_head),"
                + " (select count(*) from (select recorded_at < lag(recorded_at) over (order by position) as falls"
                + " from event where position is not null) t where falls) from event";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Log(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        }
    }

    /** The run's events, streams in the order of their revisions. */
    List<Row> written(long run) throws SQLException {
        return ofRun(WRITTEN + OF_RUN + " order by stream, revision", "entry/" + run, Database::row);
    }

    /** The events of all runs. */
    List<Row> written() throws SQLException {
        return read(WRITTEN + " where stream like 'entry/%'", Database::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getObject(1, UUID.class), row.getString(2), row.getLong(3), row.getLong(4));
    }

    /** The run's copies, in the order in which they were made. */
    List<Copy> copies(long run) throws SQLException {
        String sql = "select split_part(stream, '/', 2), cast(payload ->> 'origin' as uuid),"
                + " cast(payload ->> 'revision' as bigint) from event" + OF_RUN + " order by stream, event.revision";
        return ofRun(
                sql, "copy/" + run, row -> new Copy(row.getString(1), row.getObject(2, UUID.class), row.getLong(3)));
    }

    /** The events of that run that wait. */
    Set<UUID> parked(long run) throws SQLException {
        return parked(run, "");
    }

    /** Those of them that wait for an operator: one came under a revision that was handled as another, or follows such a one. */
    Set<UUID> disputed(long run) throws SQLException {
        return parked(run, " and aggregate in (select aggregate from parked where rival)");
    }

    private Set<UUID> parked(long run, String which) throws SQLException {
        return Set.copyOf(read(
                "select event_id from parked where aggregate >= ? and aggregate < ?" + which,
                row -> row.getObject(1, UUID.class),
                run + "-",
                run + "."));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> ofRun(String sql, String streams, Reading<T> reading) throws SQLException {
        return read(sql, reading, streams + "-", streams + ".");
    }

    private <T> List<T> read(String sql, Reading<T> reading, String... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
            return all;
        }
    }
}
