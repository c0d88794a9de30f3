package io.tidemark.benchmarks.transactions;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts what is committed to one database: a trigger on each table notes the transaction that wrote to it. Notes of what is
 * rolled back vanish with it. Reading costs nothing and is not counted. Not thread-safe.
 */
public final class WriteCount implements AutoCloseable {
    /** In a schema of its own, which goes when the count ends. Unlogged: the notes are no one's truth. */
    private static final String INSTALL = """
            drop schema if exists counting cascade;
            create schema counting;
            create unlogged table counting.write (xid xid8 not null, at_table text not null);
            create function counting.note() returns trigger language plpgsql as $$
              begin
                insert into counting.write values (pg_current_xact_id(), tg_table_name);
                return null;
              end $$;
            do $$
              declare t record;
              begin
                for t in select tablename from pg_tables where schemaname = 'public' loop
                  execute format('create trigger counting_note after insert or update or delete on public.%I'
                    || ' for each statement execute function counting.note()', t.tablename);
                end loop;
              end $$;
            """;

    private static final String COUNT = """
            select tables, count(*) from
              (select string_agg(distinct at_table, ', ' order by at_table) as tables from counting.write group by xid) one
              group by tables order by tables""";

    private final Connection connection;

    private WriteCount(Connection connection) {
        this.connection = connection;
    }

    /** Begins; the user owns the tables. */
    public static WriteCount of(String url, String user, String password) throws SQLException {
        WriteCount count = new WriteCount(DriverManager.getConnection(url, user, password));
        count.execute(INSTALL);
        return count;
    }

    /** Begins anew. */
    public void reset() throws SQLException {
        execute("truncate counting.write");
    }

    /** How many transactions wrote to which tables, since the beginning. */
    public Map<String, Long> byTables() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }

    public static long total(Map<String, Long> byTables) {
        return byTables.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Most frequent first. */
    public static String text(Map<String, Long> byTables) {
        List<Map.Entry<String, Long>> entries = new ArrayList<>(byTables.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return entries.stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            execute("drop schema counting cascade");
        }
    }
}
