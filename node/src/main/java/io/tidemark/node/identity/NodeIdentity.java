package io.tidemark.node.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The id of the node whose files are in one folder: given once, kept as long as the folder is. */
public final class NodeIdentity {
    private NodeIdentity() {}

    /**
     * Reads the id, or gives one and makes it safe before it is used.
     *
     * @throws IllegalStateException when the file holds something else
     */
    public static UUID of(Path folder) {
        Path file = folder.resolve("id");
        try {
            if (!Files.exists(file)) {
                give(folder, file);
            }
            String text = Files.readString(file).strip();
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(file + " holds no node id but: " + text, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the node's id cannot be read or kept in " + file, e);
        }
    }

    private static void give(Path folder, Path file) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve("id.new");
        Files.writeString(fresh, UUID.randomUUID() + "\n");
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
