package io.tidemark.compute.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.image.ImageProblem;
import io.tidemark.eventstore.Json;
import io.tidemark.problems.RejectedException;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what a file is: qcow2 or ISO by their signatures, else raw. A qcow2 that names other files is refused, because it would let
 * whoever uploads it read the host's files. Blocking.
 */
@ApplicationScoped
public class ImageProbe {
    private static final byte[] QCOW2 = {'Q', 'F', 'I', (byte) 0xfb};
    private static final long ISO_SIGNATURE_AT = 32_769;
    private static final int SECTOR = 512;
    /** A virtual disk larger than this is a typing mistake or an attack: 64 TiB. */
    private static final long LARGEST_VIRTUAL = 64L << 40;

    private static final long PATIENCE_SECONDS = 30;

    /** @param format qcow2, iso or raw */
    public record Found(String format, long virtualSizeBytes) {}

    /** @throws RejectedException when it is no image that can be used */
    public Found probe(Path file) throws IOException {
        String format = signature(file);
        long size = Files.size(file);
        if (size < SECTOR) {
            throw refuse("it has " + size + " bytes, less than one sector");
        }
        if (format.equals("qcow2")) {
            return qcow2(file);
        }
        return new Found(format, roundedToSectors(size));
    }

    private static String signature(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[QCOW2.length];
            if (in.read(head) == head.length && java.util.Arrays.equals(head, QCOW2)) {
                return "qcow2";
            }
            byte[] iso = new byte[5];
            in.seek(ISO_SIGNATURE_AT);
            boolean isIso = in.read(iso) == iso.length && new String(iso, StandardCharsets.US_ASCII).equals("CD001");
            return isIso ? "iso" : "raw";
        }
    }

    private static Found qcow2(Path file) throws IOException {
        JsonNode info = Json.tree(qemuImgInfo(file));
        JsonNode specific = info.path("format-specific").path("data");
        if (info.has("backing-filename") || info.has("full-backing-filename")) {
            throw refuse("it names a backing file");
        }
        if (specific.has("data-file")) {
            throw refuse("it names an external data file");
        }
        if (info.path("encrypted").asBoolean(false)) {
            throw refuse("it is encrypted with a key that is not here");
        }
        if (specific.path("corrupt").asBoolean(false)) {
            throw refuse("it is marked corrupt");
        }
        long virtual = info.path("virtual-size").asLong(0);
        if (virtual < SECTOR || virtual > LARGEST_VIRTUAL) {
            throw refuse("its virtual size is " + virtual + " bytes");
        }
        return new Found("qcow2", virtual);
    }

    /** With the format said, so that nothing is guessed from the content a second time. */
    private static String qemuImgInfo(Path file) throws IOException {
        Process process = new ProcessBuilder("qemu-img", "info", "--output=json", "-f", "qcow2", file.toString())
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw refuse("it could not be read within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw refuse(
                        "qemu-img: " + err.replace(file.toString(), "the file").strip());
            }
            return out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while probing", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static long roundedToSectors(long size) {
        return (size + SECTOR - 1) / SECTOR * SECTOR;
    }

    private static RejectedException refuse(String why) {
        return new Rejection(ImageProblem.IMAGE_INVALID, why).asException();
    }
}
