package io.tidemark.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The messages of the failures that one class logs, with all their causes, while this is open. */
final class LoggedFailures extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private LoggedFailures(Logger logger) {
        this.logger = logger;
    }

    static LoggedFailures of(Class<?> source) {
        LoggedFailures failures = new LoggedFailures(Logger.getLogger(source.getName()));
        failures.logger.addHandler(failures);
        return failures;
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void publish(LogRecord record) {
        for (@Nullable Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            seen.add(String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
