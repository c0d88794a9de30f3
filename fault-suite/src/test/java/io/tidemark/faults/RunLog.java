package io.tidemark.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.faults.replica.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One line for each run, and a digest of them that is small enough to commit. Not thread-safe. */
final class RunLog {
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final Map<Fault, Integer> faults = new TreeMap<>();
    private long first;
    private long last;
    private long events;
    private int failed;

    RunLog(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
    }

    void add(Plan plan, History history, long repeats, Duration took, List<String> violations) throws IOException {
        first = lines.isEmpty() ? plan.seed() : first;
        last = plan.seed();
        events += history.written().size();
        failed += violations.isEmpty() ? 0 : 1;
        faults.merge(plan.fault(), 1, Integer::sum);
        line(
                "seed=%d fault=%s at=%d length=%d events=%d acknowledged=%d refused=%d keyUsed=%d unknown=%d repeats=%d took=%d %s"
                        .formatted(
                                plan.seed(),
                                plan.fault(),
                                plan.delay().toMillis(),
                                plan.length().toMillis(),
                                history.written().size(),
                                history.told(Answer.ACKNOWLEDGED),
                                history.told(Answer.REFUSED),
                                history.told(Answer.KEY_USED),
                                history.told(Answer.UNKNOWN),
                                repeats,
                                took.toMillis(),
                                violations.isEmpty() ? "ok" : "FAILED " + violations));
    }

    /** A run that did not come to its end. */
    void broken(Plan plan, String why) throws IOException {
        first = lines.isEmpty() ? plan.seed() : first;
        last = plan.seed();
        failed++;
        faults.merge(plan.fault(), 1, Integer::sum);
        line("seed=%d fault=%s at=%d length=%d FAILED %s"
                .formatted(
                        plan.seed(),
                        plan.fault(),
                        plan.delay().toMillis(),
                        plan.length().toMillis(),
                        why));
    }

    private void line(String line) throws IOException {
        lines.add(line);
        System.out.println(line);
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What to commit: how many runs of which faults, how they ended, and the hash of the whole log. */
    void digest(Path target) throws IOException {
        List<String> digest = new ArrayList<>();
        digest.add(
                "seeds %d to %d: %d runs, %d failed, %d events".formatted(first, last, lines.size(), failed, events));
        faults.forEach((fault, runs) -> digest.add(
                "%s %d".formatted(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), runs)));
        digest.add("sha-256 of the log: " + HexFormat.of().formatHex(sha256(Files.readAllBytes(file))));
        Files.writeString(target, String.join("\n", digest) + "\n", UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
