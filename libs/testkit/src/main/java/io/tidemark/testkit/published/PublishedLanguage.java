package io.tidemark.testkit.published;

import io.tidemark.testkit.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything under {@code event-schemas/}: the version {@code tidemark.compute.vm.started.v1} is in
 * {@code compute/vm/started/v1}.
 */
public final class PublishedLanguage {
    private static final String PREFIX = "tidemark.";

    private final Path root;

    PublishedLanguage(Path root) {
        this.root = root;
    }

    /** The one of this repository. */
    public static PublishedLanguage ofThisRepository() {
        return new PublishedLanguage(RepositoryFiles.find("event-schemas"));
    }

    public Path root() {
        return root;
    }

    /** In the order of their wire names. */
    public List<PublishedVersion> versions() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(PublishedVersion.SCHEMA))
                    .map(Path::getParent)
                    .map(directory -> new PublishedVersion(typeOf(directory), directory))
                    .sorted(java.util.Comparator.comparing(PublishedVersion::type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that one part publishes. */
    public List<PublishedVersion> versionsOf(String part) {
        return versions().stream()
                .filter(version -> version.part().equals(part))
                .toList();
    }

    /** @throws IllegalArgumentException when nothing is published under that name */
    public PublishedVersion version(String type) {
        return versions().stream()
                .filter(version -> version.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is published as " + type));
    }

    private String typeOf(Path directory) {
        return PREFIX + root.relativize(directory).toString().replace('/', '.');
    }
}
