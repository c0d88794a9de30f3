package io.tidemark.launcher.build;

import io.tidemark.launcher.home.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * A digest of everything that a build reads, so that a build happens only when something changed. It goes by contents,
 * not by times, which a checkout changes without need.
 */
public final class SourceDigest {
    private static final Set<String> NOT_SOURCES =
            Set.of("target", "node_modules", ".git", ".ci", "docs", "helm", "dist");

    private SourceDigest() {}

    /** SHA-256 over paths and contents, the first 12 hex digits: enough to tell a clone's states apart. */
    public static String of(Path clone) throws IOException {
        MessageDigest digest = Digests.newSha256();
        for (Path file : sources(clone)) {
            digest.update(clone.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    private static Set<Path> sources(Path clone) throws IOException {
        Set<Path> sources = new TreeSet<>();
        Files.walkFileTree(clone, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean skip = !directory.equals(clone)
                        && NOT_SOURCES.contains(directory.getFileName().toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.toString().endsWith(".md")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
