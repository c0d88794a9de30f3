package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's start-up cache of one JVM part (JEP 483, JEP 514), which halves the work of a start. The first run of a
 * build records what it loads and leaves the recording when it ends in good order; {@link #assemble} makes the cache of
 * it, apart from the run, because that takes seconds and must not stand in the way of an end.
 *
 * @param build names the jars: a cache is valid for exactly those; empty: neither record nor use one
 */
public record StartCache(Home home, String part, String build) {
    /** Mapped where it was made, the cache is shared with the disk's; elsewhere all of it becomes memory of our own. */
    private static final List<String> IN_PLACE =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

    /** What the JVM is told: to use the cache, or to record for it, or neither. */
    List<String> flags() {
        if (build.isEmpty() || isRecorded()) {
            return List.of();
        }
        List<String> flags = new ArrayList<>(IN_PLACE);
        // A cache that does not fit is not used, and that is all there is to say about it.
        flags.addAll(List.of("-Xlog:disable", "-Xlog:all=error"));
        if (Files.exists(cache())) {
            flags.add("-XX:AOTCache=" + cache());
        } else {
            flags.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + fresh(recording())));
        }
        return flags;
    }

    /** Whether a run has left a recording of which no cache was made yet. */
    public boolean isRecorded() {
        return Files.exists(recording()) && !Files.exists(cache());
    }

    /** Whether the run that is going on records, which makes its end longer. */
    boolean records() {
        return !build.isEmpty() && !Files.exists(cache()) && !isRecorded();
    }

    /** Called before a start: what a kill cut short is of no use. */
    void dropUnfinished() throws IOException {
        Files.deleteIfExists(fresh(recording()));
        Files.deleteIfExists(fresh(cache()));
    }

    /** Called after an orderly end. */
    public void keepRecording() {
        try {
            if (Files.exists(fresh(recording()))) {
                Files.move(fresh(recording()), recording(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + recording() + " cannot be kept", e);
        }
    }

    /**
     * Makes the cache of the recording; some seconds of one core.
     *
     * @param command the part's command line
     * @param mark    its argument that marks the running part, which this process is not
     */
    public void assemble(List<String> command, String mark, Path log) throws IOException, InterruptedException {
        List<String> assembling = new ArrayList<>(List.of(command.getFirst()));
        assembling.addAll(IN_PLACE);
        assembling.addAll(
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording(), "-XX:AOTCache=" + fresh(cache())));
        command.stream().skip(1).filter(argument -> !argument.equals(mark)).forEach(assembling::add);
        Preparation.run("making the start-up cache of " + part, assembling, "", home.root(), log);
        Files.move(fresh(cache()), cache(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(recording());
    }

    /** Removes the caches of other builds. */
    public static void keepOnly(Home home, String build) throws IOException {
        try (Stream<Path> files = Files.list(home.cache())) {
            for (Path other : files.filter(file -> !file.toString().contains("@" + build + "."))
                    .toList()) {
                Files.delete(other);
            }
        }
    }

    private Path cache() {
        return home.cache().resolve(part + "@" + build + ".aot");
    }

    private Path recording() {
        return home.cache().resolve(part + "@" + build + ".recording");
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
