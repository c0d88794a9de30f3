package io.tidemark.benchmarks.eventcore;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Holds the locks by which numbering and relay lead, so that both take this for another replica and rest. */
final class IdleFollowers implements AutoCloseable {
    private final Connection connection;

    private IdleFollowers(Connection connection) {
        this.connection = connection;
    }

    static IdleFollowers hold(Servers servers) throws IOException {
        try {
            Connection connection = servers.connect();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select * from log_head for update");
                statement.execute("select * from checkpoint for update");
            }
            return new IdleFollowers(connection);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
