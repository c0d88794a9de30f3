package io.tidemark.benchmarks.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.real.RealParts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteCountTest {
    private static final String USER = RealParts.property("postgres.user");
    private static final String PASSWORD = RealParts.property("postgres.password");

    private final RealParts parts = new RealParts();
    private String url = "";

    @BeforeEach
    void database() {
        Map<String, String> config = parts.start();
        url = "jdbc:postgresql://" + config.get("tidemark.postgres.host") + ":" + config.get("tidemark.postgres.port")
                + "/" + config.get("tidemark.postgres.database");
    }

    @AfterEach
    void gone() {
        parts.stop();
    }

    @Test
    void counts_what_is_committed_once_for_each_transaction_and_leaves_nothing_behind() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                Statement sql = connection.createStatement()) {
            sql.execute("create table a (n int); create table b (n int)");
            try (WriteCount count = WriteCount.of(url, USER, PASSWORD)) {
                sql.execute("insert into a values (0)");
                count.reset();

                sql.execute("begin; insert into a values (1); insert into b values (1); update a set n = 2; commit");
                sql.execute("insert into b values (2)");
                sql.execute("insert into b values (3)");
                sql.execute("begin; insert into a values (4); rollback");
                sql.execute("select * from a");

                assertThat(count.byTables()).isEqualTo(Map.of("a, b", 1L, "b", 2L));
                assertThat(WriteCount.total(count.byTables())).isEqualTo(3);
                assertThat(WriteCount.text(count.byTables())).isEqualTo("2 x b; 1 x a, b");
            }
            sql.execute("insert into a values (5)");
        }
    }
}
