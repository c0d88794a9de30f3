package io.tidemark.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how fast traffic really goes from one guest to another: sent with {@code nc}, counted and timed by the guest that receives. */
final class Bandwidth {
    private static final int PORT = 7001;
    /** Passed over first, because buffers and the shape's burst let it through faster. */
    private static final int WARM_UP_BYTES = 400_000;

    private static final int COUNTED_BYTES = 1_500_000;
    /** busybox's nc ends with its input, so something must keep that open for as long as the measurement may take. */
    private static final int LISTEN_SECONDS = 15;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENS = Pattern.compile("begin: sleep");
    private static final Pattern MEASURED = Pattern.compile("measured (\\d+) ([\\d.]+) ([\\d.]+)");

    private Bandwidth() {}

    /** Bits per second of payload. */
    static long measure(GuestConsole from, GuestConsole to, String toAddress) throws IOException, InterruptedException {
        int before = to.matches(MEASURED).size();
        to.run("sleep " + LISTEN_SECONDS + " | nc -l -p " + PORT + " | (head -c " + WARM_UP_BYTES
                + " >/dev/null; read a x </proc/uptime; head -c "
                + COUNTED_BYTES + " | wc -c >/run/counted; read b x </proc/uptime; read c </run/counted;"
                + " echo measured $c $a $b)");
        Poll.until(
                "word of the guest that it listens",
                PATIENCE,
                () -> to.matches(LISTENS).stream().findFirst());
        from.run("head -c " + 2 * (WARM_UP_BYTES + COUNTED_BYTES) + " /dev/zero | nc " + toAddress + " " + PORT);
        Matcher last = Poll.until(
                "traffic from guest to guest",
                PATIENCE,
                () -> to.matches(MEASURED).stream().skip(before).findFirst());
        double seconds = Double.parseDouble(last.group(3)) - Double.parseDouble(last.group(2));
        return Math.round(Long.parseLong(last.group(1)) * 8 / Math.max(seconds, 0.01));
    }
}
