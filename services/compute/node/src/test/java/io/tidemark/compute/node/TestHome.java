package io.tidemark.compute.node;

import io.tidemark.compute.node.libvirt.PlatformRemains;
import io.tidemark.guestimage.TinyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A platform's home of its own for one test class, with the tiny image in it; closing it leaves nothing on the host. */
public final class TestHome implements AutoCloseable {
    private static final Path BASE = Path.of("/var/lib/tidemark");
    private static final Path IMAGE_CACHE = Path.of("target", "tiny-image").toAbsolutePath();
    /** What libvirtd found out about QEMU, which takes it 5 s: handed from one test's home to the next. */
    private static final Path QEMU_CACHE = Path.of("target", "libvirt-cache").toAbsolutePath();

    private final NodeHome home;

    private TestHome(NodeHome home) {
        this.home = home;
    }

    /** @throws IllegalStateException with one clear line when this host cannot run the tests */
    public static TestHome create() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("these tests start real guests and namespaces: run them as root");
        }
        for (String tool : new String[] {"libvirtd", "virtlogd", "virtlockd", "qemu-img", "qemu-io", "nsenter", "ip"}) {
            if (!HostCommand.of("sh", "-c", "command -v " + tool).run().ok()) {
                throw new IllegalStateException("these tests need " + tool
                        + ": apt install qemu-system-x86 qemu-utils libvirt-daemon-system iproute2 util-linux");
            }
        }
        try {
            String random =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            Path root = Files.createDirectories(BASE.resolve("test-" + random));
            NodeHome home = new NodeHome(root);
            Files.createDirectories(home.images());
            Files.createDirectories(home.volumes());
            Files.copy(tinyImage().disk(), home.images().resolve("tiny.qcow2"));
            Files.createDirectories(home.libvirt());
            copy(QEMU_CACHE, home.libvirt().resolve("cache"));
            return new TestHome(home);
        } catch (IOException e) {
            throw new UncheckedIOException("no test home can be made below " + BASE, e);
        }
    }

    public NodeHome home() {
        return home;
    }

    public Path image() {
        return home.images().resolve("tiny.qcow2");
    }

    /** The built tiny image, for machines that boot its kernel directly. */
    public static TinyImage tinyImage() {
        return Image.BUILT;
    }

    private static final class Image {
        private static final TinyImage BUILT = TinyImage.build(IMAGE_CACHE);
    }

    private static void copy(Path from, Path to) {
        if (Files.isDirectory(from) && !Files.exists(to)) {
            HostCommand.of("cp", "-a", from.toString(), to.toString()).run();
        }
    }

    @Override
    public void close() {
        PlatformRemains.removeFromHost(home);
        copy(home.libvirt().resolve("cache"), QEMU_CACHE);
        try {
            FileTrees.delete(home.root());
        } catch (IOException e) {
            throw new UncheckedIOException("the test home stays behind: " + home.root(), e);
        }
    }
}
