package io.tidemark.cli.client.output;

import java.time.Duration;
import java.util.Locale;

/** Quantities and text as people read them. Pure. */
public final class Words {
    private static final String[] SIZE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] RATE_UNITS = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};

    private Words() {}

    /** Bytes in the largest binary unit that leaves one or more, such as {@code 512 MiB} or {@code 1.5 GiB}. */
    public static String size(long bytes) {
        return scaled(bytes, 1024, SIZE_UNITS);
    }

    /** Bits per second in decimal units, as networks count; zero is {@code unlimited}. */
    public static String rate(long bitsPerSecond) {
        return bitsPerSecond == 0 ? "unlimited" : scaled(bitsPerSecond, 1000, RATE_UNITS);
    }

    private static String scaled(long amount, int step, String[] units) {
        double scaled = amount;
        int unit = 0;
        while (Math.abs(scaled) >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        boolean whole = scaled == Math.rint(scaled);
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", scaled, units[unit]);
    }

    /** A length of time in its largest unit: {@code 5 s}, {@code 3 min}, {@code 2 h}, {@code 4 d}; never negative. */
    public static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 120 * 60) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /** A short span with what precision it deserves: {@code 85 µs}, {@code 412 ms}, {@code 1.24 s}, {@code 3 min}. */
    public static String span(Duration span) {
        long micros = span.toNanos() / 1000;
        if (micros != 0 && Math.abs(micros) < 1000) {
            return micros + " µs";
        }
        if (Math.abs(micros) < 1_000_000) {
            return micros / 1000 + " ms";
        }
        return Math.abs(micros) < 120_000_000L ? String.format(Locale.ROOT, "%.2f s", micros / 1e6) : age(span);
    }

    /**
     * Text from the platform made fit for a terminal: control characters (a guest's name may hold an escape sequence)
     * become spaces.
     */
    public static String oneLine(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isHarmless(point) ? point : ' '));
        return clean.toString().strip();
    }

    private static boolean isHarmless(int codePoint) {
        // FORMAT holds the bidirectional overrides, which reorder what a reader sees.
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.FORMAT;
    }
}
