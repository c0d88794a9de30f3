package io.tidemark.compute.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found in image files, so that a start does not pay 40 ms for looking again. A file that was replaced or
 * written to is looked at anew. Thread-safe.
 */
final class KnownImages {
    private record Known(@Nullable Object fileKey, FileTime modified, long size, DiskImage image) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** As {@link DiskImage#probe}. */
    DiskImage probe(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Known before = known.get(file);
        if (before != null
                && before.modified.equals(now.lastModifiedTime())
                && before.size == now.size()
                && Objects.equals(before.fileKey, now.fileKey())) {
            return before.image;
        }
        DiskImage image = DiskImage.probe(file);
        known.put(file, new Known(now.fileKey(), now.lastModifiedTime(), now.size(), image));
        return image;
    }
}
