package io.tidemark.eventstore.postgres;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A point in a service's own history, by its clock or by its log. */
public sealed interface Moment {
    /** What a caller writes, when it is a position. */
    Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /**
     * After every event recorded at or before this time.
     *
     * @param time to the microsecond, as the log records; what is finer is cut off
     */
    record At(Instant time) implements Moment {
        /** What RFC 3339 can write. */
        private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

        private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

        /** @throws IllegalArgumentException when the year is not 1 to 9999 */
        public At {
            if (time.isBefore(FIRST) || time.isAfter(END)) {
                throw new IllegalArgumentException("a time is of the years 1 to 9999");
            }
            time = time.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** After this position of the service's log; 0 is before its first event. */
    record Position(long position) implements Moment {}

    /** @throws IllegalArgumentException when the text is neither a position nor an RFC 3339 time */
    static Moment parse(String name, String text) {
        if (NUMBER.matcher(text).matches()) {
            return new Position(Long.parseLong(text));
        }
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    name + " is a time such as 2026-11-22T08:00:00Z, or a position of this service's log", e);
        }
    }
}
