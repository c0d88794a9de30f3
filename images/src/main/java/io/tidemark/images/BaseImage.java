package io.tidemark.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A root file system's tar as an image of one layer, in the form that {@code docker save} writes and that Jib takes for a
 * base: a tar of manifest, configuration and layer.
 *
 * @see <a href="https://github.com/moby/docker-image-spec">Docker image specification</a>
 */
final class BaseImage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAYER = "layer.tar";
    private static final String CONFIGURATION = "config.json";

    private BaseImage() {}

    static void write(Path layer, Path image) throws IOException {
        Path unfinished = image.resolveSibling("new-" + image.getFileName());
        try (OutputStream file = Files.newOutputStream(unfinished);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(
                    tar,
                    "manifest.json",
                    JSON.writeValueAsBytes(JSON.createArrayNode().add(manifest())));
            add(tar, CONFIGURATION, JSON.writeValueAsBytes(configuration(digest(layer))));
            TarArchiveEntry entry = new TarArchiveEntry(LAYER);
            entry.setSize(Files.size(layer));
            tar.putArchiveEntry(entry);
            Files.copy(layer, tar);
            tar.closeArchiveEntry();
        }
        Files.move(unfinished, image, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ObjectNode manifest() {
        ObjectNode manifest = JSON.createObjectNode().put("Config", CONFIGURATION);
        manifest.putArray("RepoTags").add("tidemark/base:debian");
        manifest.putArray("Layers").add(LAYER);
        return manifest;
    }

    private static ObjectNode configuration(String layerDigest) {
        ObjectNode configuration = JSON.createObjectNode()
                .put("architecture", "amd64")
                .put("os", "linux")
                .put("created", "1970-01-01T00:00:00Z");
        configuration.putObject("config");
        ObjectNode layers = configuration.putObject("rootfs").put("type", "layers");
        layers.putArray("diff_ids").add("sha256:" + layerDigest);
        return configuration;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }
}
