package io.tidemark.cli.platform;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows what goes on, one line per step with the time that it took; on a terminal also what it is at. */
final class Steps {
    private static final int WIDTH = 34;

    private final PrintWriter out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final long began = System.nanoTime();

    Steps(PrintWriter out) {
        this.out = out;
    }

    /** What a step does; it may say what it is at. */
    interface Action {
        void run(Consumer<String> detail) throws IOException, InterruptedException;
    }

    void run(String title, Action action) throws IOException, InterruptedException {
        long start = System.nanoTime();
        show(title);
        boolean done = false;
        try {
            action.run(detail -> detail(title, detail));
            done = true;
        } finally {
            out.println((terminal ? "\r\u001b[K" + padded(title) : "") + (done ? seconds(start) : "failed"));
            out.flush();
        }
    }

    /** A line of its own, for something that is done. */
    void done(String title) {
        out.println(padded(title) + seconds(began));
        out.flush();
    }

    String elapsed() {
        return seconds(began).strip();
    }

    private void show(String title) {
        out.print(padded(title));
        out.flush();
    }

    private void detail(String title, String detail) {
        if (terminal) {
            out.print("\r\u001b[K" + padded(title) + detail);
            out.flush();
        }
    }

    private static String padded(String title) {
        return String.format(Locale.ROOT, "  %-" + WIDTH + "s ", title);
    }

    private static String seconds(long since) {
        double seconds = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%6.1f s", seconds);
    }
}
