package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this repository as tests find them: from the module that is being built upwards. */
public final class RepositoryFiles {
    private RepositoryFiles() {}

    /**
     * The file or directory at that path below the nearest directory above that has it.
     *
     * @throws IllegalStateException when no directory up to the root has it
     */
    public static Path find(String path) {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path candidate = directory.resolve(path);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no " + path + " in or above " + start);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
