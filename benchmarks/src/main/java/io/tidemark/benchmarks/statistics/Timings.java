package io.tidemark.benchmarks.statistics;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Durations of the same work measured again and again. Each is the time of one call that nothing queued behind, so there is
 * no coordinated omission to correct. Not thread-safe.
 */
public final class Timings {
    private static final Duration LONGEST = Duration.ofHours(1);
    /** A tenth of a millisecond at one second: finer than any machine here repeats itself. */
    private static final int DIGITS = 4;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1_000;

    /** Below this a tenth of a millisecond is more than a percent, which is what ratios are about. */
    private static final double FINE_MILLIS = 10;

    private static final double LOWER_QUARTILE = 25;
    private static final double MEDIAN = 50;
    private static final double UPPER_QUARTILE = 75;

    private final Histogram micros = new Histogram(LONGEST.toNanos() / NANOS_PER_MICRO, DIGITS);

    /** @throws IllegalArgumentException when negative or longer than an hour: then the clock or the measurement is broken */
    public void add(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not a duration that a benchmark measures: " + duration);
        }
        micros.recordValue(duration.toNanos() / NANOS_PER_MICRO);
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** The value that half of the durations do not exceed, in milliseconds. */
    public double medianMillis() {
        return at(MEDIAN);
    }

    /** How many times as long as the other this took, at the median. */
    public double ratioTo(Timings other) {
        return medianMillis() / other.medianMillis();
    }

    /** The median as it stands in a table. */
    public String medianText() {
        return text(medianMillis());
    }

    /** The spread as it stands in a table: lower and upper quartile. */
    public String quartilesText() {
        return text(at(LOWER_QUARTILE)) + " to " + text(at(UPPER_QUARTILE));
    }

    private double at(double percentile) {
        if (count() == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, millis < FINE_MILLIS ? "%.2f ms" : "%.1f ms", millis);
    }
}
