package io.tidemark.benchmarks.start;

import io.tidemark.compute.node.FileTrees;
import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.libvirt.PlatformRemains;
import io.tidemark.guestimage.TinyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A platform's home of its own with the tiny image in it; closing it leaves nothing on the host. Not thread-safe. */
final class BenchmarkHome implements AutoCloseable {
    static final String IMAGE = "tiny.qcow2";

    private static final Path BASE = Path.of("/var/lib/tidemark");

    private final NodeHome home;
    private int taps;

    private BenchmarkHome(NodeHome home) {
        this.home = home;
    }

    /** @param imageCache where the tiny image is built, and found again by the next run */
    static BenchmarkHome create(Path imageCache) throws IOException {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        NodeHome home = new NodeHome(Files.createDirectories(BASE.resolve("bench-" + random)));
        BenchmarkHome created = new BenchmarkHome(home);
        try {
            Files.createDirectories(home.images());
            Files.createDirectories(home.volumes());
            Files.copy(TinyImage.build(imageCache).disk(), created.image());
            return created;
        } catch (IOException | RuntimeException e) {
            created.close();
            throw e;
        }
    }

    NodeHome home() {
        return home;
    }

    Path image() {
        return home.images().resolve(IMAGE);
    }

    /** A tap device in the platform's network namespace, which must be there already. */
    String newTap() {
        String tap = "tmbench" + taps++;
        required("ip", "netns", "exec", home.netns(), "ip", "tuntap", "add", "dev", tap, "mode", "tap");
        required("ip", "-n", home.netns(), "link", "set", tap, "up");
        return tap;
    }

    /** A volume over the image. */
    void newVolume(Path file) {
        required("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image().toString(), file.toString());
    }

    private static void required(String... words) {
        HostCommand.Result result = HostCommand.of(words).run();
        if (!result.ok()) {
            throw new IllegalStateException(String.join(" ", words) + ": " + result.lastLine());
        }
    }

    @Override
    public void close() {
        PlatformRemains.removeFromHost(home);
        try {
            FileTrees.delete(home.root());
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark's home stays behind: " + home.root(), e);
        }
    }
}
