package io.tidemark.launcher.part;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One process of a platform. A part knows how it is started and how one sees that it is ready; it keeps no state and
 * starts nothing itself.
 */
public interface Part {
    /** Short and unique in a platform: the name in {@code tide status} and of the log file. */
    String name();

    /** The names of the parts that must be ready before this one is started. */
    Set<String> needs();

    /** The loopback port that answers once the part is ready. */
    int port();

    /** Every port that the part listens on. */
    default List<Integer> ports() {
        return List.of(port());
    }

    /**
     * Makes what must be there before the start: directories, an empty database. Idempotent; it recovers from an
     * earlier call that was cut short.
     */
    void prepare() throws IOException, InterruptedException;

    /** The program and its arguments. One of them is {@link #signature}. */
    List<String> command();

    /**
     * An argument that no other process has: by it a part that still runs is found again, whoever started it and
     * whatever files were lost.
     */
    String signature();

    Map<String, String> environment();

    Path workingDirectory();

    Path log();

    /** Whether the part serves. Asks it, within a second or so; false on any failure. */
    boolean isReady();

    /** The name of the signal that asks the part to end in good order. */
    default String stopSignal() {
        return "TERM";
    }

    /** How long an orderly end may take before the part is killed. */
    default Duration stopGrace() {
        return Duration.ofSeconds(20);
    }

    /** The start-up cache, if the part is a JVM. */
    default Optional<StartCache> startCache() {
        return Optional.empty();
    }
}
