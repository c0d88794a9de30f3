package io.tidemark.cli.client.command;

import io.tidemark.cli.client.outcome.CommandFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** A past moment as people type it: a time, a position of a service's log, or how long ago. Pure. */
public final class MomentArgument {
    private MomentArgument() {}

    /**
     * As the API takes it.
     *
     * @throws CommandFailure when the text is none of the three
     */
    public static String read(String text, Clock clock) {
        if (text.matches("\\d{1,18}") || isTime(text)) {
            return text;
        }
        try {
            return clock.instant().minus(new TimeArgument().convert(text)).toString();
        } catch (TypeConversionException neither) {
            throw CommandFailure.usage(
                    "not a moment: " + text + "; write 2026-11-22T08:00:00Z, or how long ago: 90s, 5m, 1h");
        }
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.MIN);
        } catch (DateTimeParseException other) {
            return false;
        }
    }
}
