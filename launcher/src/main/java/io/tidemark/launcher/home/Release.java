package io.tidemark.launcher.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A platform's own copy of the built files. A build in the clone replaces jars under whoever runs from them; a platform
 * must not notice, so it never runs from the clone.
 *
 * <p>The large files that no build of ours rewrites are hard links where the file system allows it.
 *
 * @param directory below {@link Home#releases}
 */
public record Release(Path directory) implements Binaries {
    private static final String COMPLETE = "complete";

    /** The release of this id, if it was copied whole. */
    public static Release of(Home home, String id) {
        return new Release(home.releases().resolve(id));
    }

    public boolean isComplete() {
        return Files.exists(directory.resolve(COMPLETE));
    }

    /**
     * Copies what the clone has built, and the class path of this very process, which the supervisor will run from.
     * Idempotent; a copy that was cut short is made again.
     */
    public void copyFrom(Clone clone, Collection<String> modules) throws IOException {
        if (isComplete()) {
            return;
        }
        Trees.delete(directory);
        Trees.copy(clone.kafkaLib(), kafkaLib(), true);
        Trees.copy(clone.keycloak(), keycloak(), true);
        copyClassPath();
        for (String module : modules) {
            if (clone.hasApp(module)) {
                Trees.copy(clone.app(module), app(module), false);
            }
        }
        Files.createFile(directory.resolve(COMPLETE));
    }

    private void copyClassPath() throws IOException {
        Files.createDirectories(command());
        int number = 100;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (Files.exists(from)) {
                Trees.copy(from, command().resolve(number++ + "-" + from.getFileName()), false);
            }
        }
    }

    /** The class path of the command line, in its order. */
    public String commandClassPath() throws IOException {
        try (Stream<Path> entries = Files.list(command())) {
            return entries.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Removes the releases of this home other than this one. */
    public void removeOthers() throws IOException {
        try (Stream<Path> releases = Files.list(directory.getParent())) {
            for (Path other : releases.filter(path -> !path.equals(directory)).toList()) {
                Trees.delete(other);
            }
        }
    }

    @Override
    public String id() {
        return directory.getFileName().toString();
    }

    @Override
    public Path kafkaLib() {
        return directory.resolve("kafka");
    }

    @Override
    public Path keycloak() {
        return directory.resolve("keycloak");
    }

    @Override
    public Path app(String module) {
        return directory.resolve("apps").resolve(module.replace('/', '-'));
    }

    private Path command() {
        return directory.resolve("command");
    }
}
