package io.tidemark.guestimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one built tiny guest.
 *
 * @param vmlinuz Debian's cloud kernel
 * @param initramfs busybox, the virtio drivers and an init that prints one {@code tick} line per second
 * @param disk a bootable qcow2 disk (MBR, FAT16, syslinux) with the same kernel and initramfs, virtual size 32 MiB
 * @param realMode a boot sector that prints {@code REALMODE} on the first serial port and halts
 */
public record TinyImage(Path vmlinuz, Path initramfs, Path disk, Path realMode) {
    private static final List<String> RECIPE =
            List.of("build.sh", "init", "ticks", "commands", "dhcp", "power-button", "syslinux.cfg");
    private static final String STAMP = "built-from";

    /**
     * Builds the image into {@code outDir}, or finds it there. Idempotent: an image of the same package versions and the
     * same recipe is left alone, and when no package source answers, a finished image of this recipe still serves. Safe
     * to call from several processes at once. Takes about five seconds when it builds.
     *
     * @param outDir created when missing
     * @throws ImageUnavailable when packages cannot be fetched or a tool is missing; its message is one line
     */
    public static TinyImage build(Path outDir) {
        try {
            Files.createDirectories(outDir);
            try (FileChannel lock = FileChannel.open(
                            outDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                return buildLocked(outDir);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tiny image cannot be written to " + outDir, e);
        }
    }

    private static TinyImage buildLocked(Path outDir) throws IOException {
        TinyImage image = in(outDir);
        String recipe = recipeDigest();
        Optional<String> built = image.isComplete() ? stamp(outDir) : Optional.empty();
        Optional<String> wanted = DebianPackages.versions().map(versions -> recipe + " " + versions);
        boolean offlineButUsable =
                wanted.isEmpty() && built.filter(b -> b.startsWith(recipe)).isPresent();
        if (offlineButUsable || (wanted.isPresent() && wanted.equals(built))) {
            return image;
        }
        Path scratch = Files.createTempDirectory(outDir, "build");
        try {
            String versions = make(scratch);
            for (Path file : List.of(image.vmlinuz, image.initramfs, image.disk, image.realMode)) {
                Files.move(scratch.resolve("out").resolve(file.getFileName()), file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.writeString(outDir.resolve(STAMP), recipe + " " + versions);
        } finally {
            removeTree(scratch);
        }
        return image;
    }

    /** The image in a folder where {@link #build} has been; says nothing of whether the files exist. */
    public static TinyImage in(Path outDir) {
        return new TinyImage(
                outDir.resolve("vmlinuz"),
                outDir.resolve("initramfs.cpio.gz"),
                outDir.resolve("tiny.qcow2"),
                outDir.resolve("realmode.img"));
    }

    private boolean isComplete() {
        return Stream.of(vmlinuz, initramfs, disk, realMode).allMatch(Files::isRegularFile);
    }

    /** Fetches, unpacks and assembles below {@code scratch}; returns the package versions it used. */
    private static String make(Path scratch) throws IOException {
        Path packages = Files.createDirectory(scratch.resolve("packages"));
        Path recipe = Files.createDirectory(scratch.resolve("recipe"));
        Path out = Files.createDirectory(scratch.resolve("out"));
        String versions = DebianPackages.fetchInto(packages);
        for (String file : RECIPE) {
            Files.write(recipe.resolve(file), resource(file));
        }
        Tool.run(
                scratch,
                "assembled",
                "sh",
                recipe.resolve("build.sh").toString(),
                packages.toString(),
                recipe.toString(),
                out.toString());
        Files.write(out.resolve("realmode.img"), RealModeSector.bytes());
        return versions;
    }

    private static Optional<String> stamp(Path outDir) throws IOException {
        Path stamp = outDir.resolve(STAMP);
        return Files.exists(stamp) ? Optional.of(Files.readString(stamp)) : Optional.empty();
    }

    private static String recipeDigest() throws IOException {
        var digest = Sha256.start();
        for (String file : RECIPE) {
            digest.update(resource(file));
        }
        digest.update(RealModeSector.bytes());
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TinyImage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar of the guest image lacks its own file " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void removeTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
