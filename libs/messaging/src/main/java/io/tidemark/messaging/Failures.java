package io.tidemark.messaging;

import io.tidemark.eventstore.AppendConflict;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what may pass when tried again (a database that is away) from what will fail every time (an event that makes no
 * sense). What the database refused comes as the driver's exception, or as the one that Hibernate turns it into.
 */
final class Failures {
    /** SQL states of class 22 are data exceptions, 23 violated constraints, 54 exceeded limits: the same statement fails the same way again. */
    private static final Set<String> LASTING = Set.of("22", "23", "54");

    private Failures() {}

    static boolean mayPass(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return !isLasting(refused.getSqlState());
            }
            if (cause instanceof SQLException refused) {
                return !isLasting(refused.getSQLState());
            }
            if (cause instanceof AppendConflict || isMistake(cause)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLasting(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && LASTING.contains(sqlState.substring(0, 2));
    }

    /**
     * Unchecked exceptions of the JDK (no such element, not a number, a value out of range) and of our own say that
     * code and event do not fit. Those of {@code java.util.concurrent} only wrap another, or say that a thread is
     * missing; whatever drivers throw may pass.
     */
    private static boolean isMistake(Throwable cause) {
        String origin = cause.getClass().getPackageName();
        return cause instanceof RuntimeException
                && (origin.startsWith("java.") || origin.startsWith("io.tidemark."))
                && !origin.startsWith("java.util.concurrent");
    }
}
