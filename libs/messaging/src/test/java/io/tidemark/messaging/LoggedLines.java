package io.tidemark.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** What one class logs at a level or above while this is open. */
final class LoggedLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Level level;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private LoggedLines(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
    }

    static LoggedLines of(Class<?> source, Level level) {
        LoggedLines lines = new LoggedLines(Logger.getLogger(source.getName()), level);
        lines.logger.addHandler(lines);
        return lines;
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= level.intValue()) {
            seen.add(
                    record instanceof ExtLogRecord formatted
                            ? formatted.getFormattedMessage()
                            : new SimpleFormatter().formatMessage(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
