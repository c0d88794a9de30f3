package io.tidemark.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and when figures were measured. Without this they mean nothing. */
public final class Origin {
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
    private static final long KIB_PER_GIB = 1L << 20;
    private static final long GIT_SECONDS = 10;

    private final String loadBefore;

    private Origin(String loadBefore) {
        this.loadBefore = loadBefore;
    }

    /** To be called before anything is measured: it notes what else the machine is doing. */
    public static Origin beforehand() throws IOException {
        return new Origin(load());
    }

    /** One line for under a table. */
    public String line(String subject) throws IOException {
        return "%s; %s; commit %s; %s; load average %s before, %s after."
                .formatted(
                        subject,
                        Instant.now().truncatedTo(ChronoUnit.MINUTES),
                        commit(),
                        machine(),
                        loadBefore,
                        load());
    }

    private static String machine() throws IOException {
        String model = first(MODEL, Files.readString(Path.of("/proc/cpuinfo")));
        long kib = Long.parseLong(first(MEMORY, Files.readString(Path.of("/proc/meminfo"))));
        return "%s, %d cores, %d GiB, Linux %s, Java %s"
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        Math.round((double) kib / KIB_PER_GIB),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : "0";
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean known = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
            return known ? name : "none yet";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
