package io.tidemark.compute.node.storage;

import io.tidemark.compute.node.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Shows on one datastore whether QEMU's image lock refuses a second writer. Everything else that keeps a VM in one place is
 * an agreement between programs; this lock holds when an agreement was broken.
 *
 * @param holds whether the second opener was refused
 * @param words what it was told, or why nothing could be shown
 */
public record DatastoreProbe(boolean holds, String words) {
    private static final String REFUSED = "lock";
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Opens a small image twice in this folder, and leaves nothing behind. Takes well under a second when locks hold. */
    public static DatastoreProbe of(Path datastore) {
        Path image = datastore.resolve("lock-probe-" + ProcessHandle.current().pid() + ".qcow2");
        try {
            HostCommand.Result created = HostCommand.of(
                            "qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "1M")
                    .run();
            return created.ok() ? openTwice(image) : new DatastoreProbe(false, "no probe: " + created.lastLine());
        } catch (IOException e) {
            return new DatastoreProbe(false, "no probe: " + e.getMessage());
        } finally {
            image.toFile().delete();
        }
    }

    private static DatastoreProbe openTwice(Path image) throws IOException {
        // Holds the image open for as long as its standard input is.
        Process first = new ProcessBuilder("qemu-io", "-f", "qcow2", image.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            for (int attempt = 0; attempt < ATTEMPTS && first.isAlive(); attempt++) {
                if (holdsLocks(first)) {
                    HostCommand.Result second = HostCommand.of("qemu-io", "-f", "qcow2", "-c", "quit", image.toString())
                            .run();
                    return second.output().contains(REFUSED)
                            ? new DatastoreProbe(true, firstLine(second.output()))
                            : new DatastoreProbe(false, "a second writer was let in");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return new DatastoreProbe(false, "the first writer could not open the image");
        } finally {
            first.destroyForcibly().onExit().join();
        }
    }

    /** Whether the first opener has come as far as taking the image's lock. */
    private static boolean holdsLocks(Process process) throws IOException {
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fdinfo");
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.anyMatch(DatastoreProbe::holdsLock);
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    /** The kernel tells the locks of a descriptor beside its position. */
    private static boolean holdsLock(Path fdinfo) {
        try {
            return Files.readString(fdinfo).contains("lock:");
        } catch (IOException closed) {
            return false;
        }
    }

    private static String firstLine(String output) {
        return output.lines().filter(line -> line.contains(REFUSED)).findFirst().orElse("");
    }
}
