package io.tidemark.launcher.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock on one home between processes; the kernel takes it back from a process that dies. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock that {@code up} and {@code down} hold while they change the platform. */
    public static HomeLock changing(Home home, Runnable onWait) throws IOException {
        Optional<HomeLock> free = take(home, "change");
        if (free.isPresent()) {
            return free.get();
        }
        onWait.run();
        FileChannel channel = open(home, "change");
        channel.lock();
        return new HomeLock(channel);
    }

    /** The lock that the one supervisor of a home holds; empty if there is one already. */
    public static Optional<HomeLock> supervising(Home home) throws IOException {
        return take(home, "supervisor");
    }

    private static Optional<HomeLock> take(Home home, String name) throws IOException {
        FileChannel channel = open(home, name);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new HomeLock(channel));
    }

    private static FileChannel open(Home home, String name) throws IOException {
        return FileChannel.open(
                home.run().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
