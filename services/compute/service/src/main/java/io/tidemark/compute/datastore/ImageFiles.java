package io.tidemark.compute.datastore;

import io.tidemark.compute.image.Image;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.image.ImageProblem;
import io.tidemark.problems.RejectedException;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Image files on the datastore. A file has its final name only when it is complete, on disk, and probed; a refused
 * or interrupted upload leaves nothing. Blocking.
 */
@ApplicationScoped
public class ImageFiles {
    private static final int BUFFER = 1 << 20;

    private final Path directory;
    private final long largest;
    private final ImageProbe probe;

    public ImageFiles(
            @ConfigProperty(name = "tidemark.home") Path home,
            @ConfigProperty(name = "tidemark.compute.image.largest-bytes") long largest,
            ImageProbe probe) {
        this.directory = home.resolve("images");
        this.largest = largest;
        this.probe = probe;
    }

    /**
     * Receives the bytes and finds out what they are.
     *
     * @throws RejectedException when they are no image that can be used, too many, or there is no room
     */
    public Image.Content receive(ImageId id, String tenantId, String name, InputStream bytes) {
        Path arriving = directory.resolve(id + ".arriving");
        try {
            Files.createDirectories(directory);
            Received received = write(arriving, bytes);
            ImageProbe.Found found = probe.probe(arriving);
            Path file = directory.resolve(id + "." + found.format());
            Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("r--r--r--"));
            Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
            return new Image.Content(
                    tenantId,
                    name,
                    found.format(),
                    file.toString(),
                    new MemorySize(received.size()),
                    new MemorySize(found.virtualSizeBytes()),
                    received.sha256());
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            delete(arriving);
        }
    }

    private record Received(long size, String sha256) {}

    private Received write(Path arriving, InputStream bytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (FileChannel out = FileChannel.open(arriving, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw new Rejection(ImageProblem.IMAGE_TOO_LARGE, "at most " + largest + " bytes").asException();
                }
                digest.update(buffer, 0, read);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
            }
            out.force(true);
        }
        return new Received(size, HexFormat.of().formatHex(digest.digest()));
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static RuntimeException unwritable(IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return full
                ? new Rejection(ImageProblem.DATASTORE_FULL, "no room for the upload").asException()
                : new UncheckedIOException(e);
    }

    /** Removes the file of a deleted image; harmless when it is gone. */
    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
