package io.tidemark.faults;

import java.io.IOException;
import java.sql.SQLException;

/** One database as it was at one moment, beside the one that is used. */
record DatabaseCopy(Estate estate, String name) {
    private static final String ENDED =
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '";

    /** Nobody is connected meanwhile, because only such a database can be copied. */
    static DatabaseCopy take(Estate estate, Database database) throws SQLException {
        DatabaseCopy copy = new DatabaseCopy(estate, database.name());
        copy.sql("drop database if exists " + copy.older());
        copy.withNobody(
                () -> copy.sql("create database " + copy.older() + " template " + copy.name + " strategy file_copy"));
        return copy;
    }

    /** The database is as it was when it was copied. Answers what was found when nobody could write any more. */
    <T> T putBack(Look<T> look) throws SQLException, IOException {
        shut();
        T found = look.found();
        sql("drop database " + name + " with (force)");
        sql("alter database " + older() + " rename to " + name);
        sql("alter database " + name + " allow_connections true");
        return found;
    }

    interface Look<T> {
        T found() throws IOException;
    }

    private String older() {
        return name + "_older";
    }

    private interface Work {
        void done() throws SQLException;
    }

    private void withNobody(Work work) throws SQLException {
        shut();
        try {
            work.done();
        } finally {
            sql("alter database " + name + " allow_connections true");
        }
    }

    private void shut() throws SQLException {
        sql("alter database " + name + " allow_connections false");
        estate.elsewhere().count(ENDED + name + "'");
    }

    private void sql(String statement) throws SQLException {
        estate.elsewhere().execute(statement);
    }
}
