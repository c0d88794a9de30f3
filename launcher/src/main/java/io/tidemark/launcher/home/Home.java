package io.tidemark.launcher.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one platform. Everything that the platform keeps is below it, and every host resource that must
 * live elsewhere (a network namespace, a bridge) carries its {@link #tag}, so several platforms on one machine do not
 * meet.
 *
 * @param root absolute and normalized
 */
public record Home(Path root) {
    public static final Path DEFAULT = Path.of("/var/lib/tidemark/default");

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path config() {
        return root.resolve("config");
    }

    public Path data(String part) {
        return root.resolve("data").resolve(part);
    }

    public Path logs() {
        return root.resolve("log");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** Start-up caches of the JVM parts; may be deleted at any time. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** The built files that this platform runs from, one directory per build. */
    public Path releases() {
        return root.resolve("release");
    }

    public Path stateFile() {
        return run().resolve("state.json");
    }

    /** The first six hex digits of the SHA-256 of the path. */
    public String tag() {
        return Digests.sha256(root.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    }

    /** The network namespace that holds this platform's bridges, taps and guests. */
    public String networkNamespace() {
        return "tm-" + tag();
    }

    /**
     * Makes the directories that are missing. Idempotent. Others may pass through, because PostgreSQL and QEMU run as
     * ordinary users; only the configuration, which holds secrets, is closed.
     */
    public void create() throws IOException {
        for (String open : new String[] {".", "data", "log", "run", "cache", "release"}) {
            directory(root.resolve(open).normalize(), "rwxr-xr-x");
        }
        directory(config(), "rwx------");
    }

    private static void directory(Path path, String mode) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
