package io.tidemark.testkit.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lock {@code event-schemas/released.sha256}: the digest of each schema and sample that was released, one line a file
 * as {@code sha256sum} writes it. A line is added when its version is released, and never changed or removed.
 */
final class ReleasedVersions {
    static final String LOCK = "released.sha256";
    private static final String BETWEEN = "  ";

    private final PublishedLanguage language;

    ReleasedVersions(PublishedLanguage language) {
        this.language = language;
    }

    /** Whether both files of the version are locked. */
    boolean isReleased(PublishedVersion version) {
        return locked().keySet().containsAll(files(version));
    }

    /** The released files that are not as they were, with what became of them; empty when all are. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        locked().forEach((file, digest) -> {
            if (!Files.exists(language.root().resolve(file))) {
                breaches.add(file + " was released and is gone");
            } else if (!digest(file).equals(digest)) {
                breaches.add(file + " was released and was edited: add a version instead");
            }
        });
        return breaches;
    }

    /**
     * Locks every version that is not locked yet.
     *
     * @throws IllegalStateException when a released file is not as it was; the lock stays as it is
     */
    void release() {
        if (!breaches().isEmpty()) {
            throw new IllegalStateException("nothing is released: " + breaches());
        }
        SortedMap<String, String> all = locked();
        language.versions().forEach(version -> files(version).forEach(file -> all.put(file, digest(file))));
        List<String> lines = new ArrayList<>();
        all.forEach((file, digest) -> lines.add(digest + BETWEEN + file));
        try {
            Files.write(language.root().resolve(LOCK), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digests by file. */
    private SortedMap<String, String> locked() {
        Path lock = language.root().resolve(LOCK);
        SortedMap<String, String> digests = new TreeMap<>();
        for (String line : Files.exists(lock) ? lines(lock) : List.<String>of()) {
            Map.Entry<String, String> entry = parse(line);
            if (digests.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalStateException(LOCK + " has two lines for " + entry.getKey());
            }
        }
        return digests;
    }

    private static Map.Entry<String, String> parse(String line) {
        String[] parts = line.split(BETWEEN, -1);
        if (parts.length != 2) {
            throw new IllegalStateException("no line of " + LOCK + ": " + line);
        }
        return Map.entry(parts[1], parts[0]);
    }

    private List<String> files(PublishedVersion version) {
        String directory = language.root().relativize(version.directory()).toString();
        return List.of(directory + "/" + PublishedVersion.SCHEMA, directory + "/" + PublishedVersion.SAMPLE);
    }

    private String digest(String file) {
        try {
            byte[] content = Files.readAllBytes(language.root().resolve(file));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
