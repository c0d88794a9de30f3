package io.tidemark.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * An unpacked Keycloak, built for PostgreSQL once per unpacking (half a minute). Building changes the distribution, so
 * it happens in the clone and not in each home: homes share it, read only.
 */
public final class KeycloakDistribution {
    private static final String BUILT = ".tidemark-built";

    private static final List<String> BUILD =
            List.of("build", "--db=postgres", "--health-enabled=true", "--features-disabled=kerberos");

    private KeycloakDistribution() {}

    /**
     * The one distribution below {@code parent}; not yet built, perhaps.
     *
     * @throws IllegalStateException if Maven has not unpacked it
     */
    public static Path in(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(path -> Files.exists(path.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Keycloak in " + parent));
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak was not unpacked into " + parent + ": build the launcher", e);
        }
    }

    public static boolean isBuilt(Path distribution) {
        return Files.exists(distribution.resolve(BUILT));
    }

    /** Builds it unless that is done. Several processes may call this at once: one builds, the others wait. */
    public static void build(Path distribution) throws IOException, InterruptedException {
        Path lockFile = distribution.resolve(".tidemark-lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!isBuilt(distribution)) {
                run(distribution);
                Files.createFile(distribution.resolve(BUILT));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void run(Path distribution) throws IOException, InterruptedException {
        Path log = distribution.resolve("tidemark-build.log");
        ProcessBuilder build = new ProcessBuilder(
                Stream.concat(Stream.of("sh", distribution.resolve("bin/kc.sh").toString()), BUILD.stream())
                        .toList());
        build.environment().put("JAVA_HOME", System.getProperty("java.home"));
        build.redirectErrorStream(true).redirectOutput(log.toFile());
        int exit = build.start().waitFor();
        if (exit != 0) {
            throw new IOException("Keycloak's build ended with " + exit + ": see " + log);
        }
    }
}
