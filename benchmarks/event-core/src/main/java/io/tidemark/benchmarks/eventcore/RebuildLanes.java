package io.tidemark.benchmarks.eventcore;

import static io.tidemark.benchmarks.eventcore.Waiting.await;

import io.tidemark.eventstore.EventStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A read model's rows from nothing: from the events, and by COPY of what came out. */
final class RebuildLanes {
    static final int THINGS = 500;
    static final int CHANGES = 10;

    private static final String CHECKPOINT = "select position from checkpoint where follower = 'view:things'";
    /** Positions are dense: this is the last one when all are numbered. */
    private static final String EVENTS = "select count(*) from event";

    /** Every event is taken in again by its own service, and revisions are dense. */
    private static final String TAKEN_IN = "select coalesce(sum(revision), 0) from inbox";

    private static final String HEAD = "select position from log_head";
    private static final Duration LOOK = Duration.ofMillis(5);

    private RebuildLanes() {}

    /** Fills the log that the read model is made of, and waits until that is done once and the consumer rests. */
    static void fill(Connection connection, EventStore store) throws SQLException, InterruptedException {
        for (int change = 0; change < CHANGES; change++) {
            for (int thing = 0; thing < THINGS; thing++) {
                await(store.append(Things.change("thing-" + thing, change, UUID.randomUUID())));
            }
        }
        awaitReached(connection, CHECKPOINT, number(connection, EVENTS));
        awaitReached(connection, TAKEN_IN, number(connection, EVENTS));
    }

    private static void awaitReached(Connection connection, String sql, long position)
            throws SQLException, InterruptedException {
        while (number(connection, sql) < position) {
            Thread.sleep(LOOK);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The follower from position 0 to the head; one append wakes it. */
    record Followed(String name, Connection connection, EventStore store) implements Lane {
        @Override
        public Duration once() throws SQLException, InterruptedException {
            execute(
                    connection,
                    "begin; update checkpoint set position = 0 where follower = 'view:things';"
                            + " delete from view_row where view = 'things'; commit");
            UUID wake = UUID.randomUUID();
            long head = number(connection, HEAD);
            long begin = System.nanoTime();
            await(store.append(Things.change(wake.toString(), 0, wake)));
            awaitReached(connection, CHECKPOINT, head);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /** The same rows into a table with the same indexes. */
    record Copied(String name, Connection connection) implements Lane {
        @Override
        public Duration once() throws SQLException, IOException {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copy.copyOut("copy view_row to stdout", rows);
            execute(connection, "drop table if exists view_copy; create table view_copy (like view_row including all)");
            long begin = System.nanoTime();
            copy.copyIn("copy view_copy from stdin", new ByteArrayInputStream(rows.toByteArray()));
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
