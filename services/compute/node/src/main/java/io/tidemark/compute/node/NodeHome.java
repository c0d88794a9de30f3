package io.tidemark.compute.node;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The folder of one platform on this host, and the names that follow from it. Several platforms live on one host and
 * never meet, because every host resource carries the {@link #tag}.
 *
 * @param root absolute; everything above it must be traversable for the unprivileged user that QEMU runs as
 */
public record NodeHome(Path root) {
    private static final int TAG_DIGITS = 6;

    public NodeHome {
        root = root.toAbsolutePath().normalize();
    }

    /** First six hex digits of the SHA-256 of the home's path. */
    public String tag() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(root.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }

    /** Name of the network namespace in which this platform's bridges, taps and guests live. */
    public String netns() {
        return "tm-" + tag();
    }

    public Path node() {
        return root.resolve("node");
    }

    public Path libvirt() {
        return node().resolve("libvirt");
    }

    public Path consoles() {
        return node().resolve("console");
    }

    public Path journal() {
        return node().resolve("journal");
    }

    public Path probeCache() {
        return node().resolve("probe-cache.json");
    }

    public Path images() {
        return root.resolve("images");
    }

    public Path volumes() {
        return root.resolve("volumes");
    }
}
