package io.tidemark.compute.node.console;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The guests' serial consoles: reads the logs that QEMU writes, which outlive guest, agent and libvirt, and types into the
 * guests' serial lines. Thread-safe.
 */
public final class Consoles implements AutoCloseable {
    /** How often a followed log is looked at: a person does not see a tenth of a second. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final NodeHome home;
    private final Map<VmId, SerialLine> lines = new ConcurrentHashMap<>();

    public Consoles(NodeHome home) {
        this.home = home;
    }

    /**
     * A piece of a log.
     *
     * @param bytes raw, as the guest printed them; empty at the end of the log
     * @param nextByte where to read on
     */
    public record Piece(byte[] bytes, long nextByte) {}

    /**
     * Reads at most {@code most} bytes from an offset. A VM that never printed anything has an empty log; an offset beyond
     * the end gives nothing.
     */
    public Piece read(VmId vm, long fromByte, int most) throws IOException {
        try (FileChannel log = FileChannel.open(log(vm), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(log.size() - fromByte, 0, most));
            while (bytes.hasRemaining() && log.read(bytes, fromByte + bytes.position()) >= 0) {
                // One read may give less than is there.
            }
            byte[] read = new byte[bytes.position()];
            bytes.flip().get(read);
            return new Piece(read, fromByte + read.length);
        } catch (NoSuchFileException nothingYet) {
            return new Piece(new byte[0], fromByte);
        }
    }

    /** As {@link #read}, but waits for the guest to print something when the log ends here, at most for {@code patience}. */
    public Piece follow(VmId vm, long fromByte, int most, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Piece piece = read(vm, fromByte, most);
        while (piece.bytes.length == 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            piece = read(vm, fromByte, most);
        }
        return piece;
    }

    /** Length of the log in bytes; zero when there is none. */
    public long size(VmId vm) throws IOException {
        try {
            return Files.size(log(vm));
        } catch (NoSuchFileException nothingYet) {
            return 0;
        }
    }

    /**
     * Types into the guest. The connection stays open for the next time, because QEMU throws away input that it has not yet
     * passed on when a connection closes; a connection to a guest that ended meanwhile is opened anew.
     *
     * @throws IOException when the guest does not run
     */
    public void write(VmId vm, byte[] input) throws IOException {
        SerialLine line = line(vm);
        synchronized (line) {
            try {
                line.write(input);
                return;
            } catch (IOException stale) {
                close(vm, line);
            }
        }
        line(vm).write(input);
    }

    private SerialLine line(VmId vm) throws IOException {
        SerialLine open = lines.get(vm);
        if (open != null && open.isOpen()) {
            return open;
        }
        synchronized (lines) {
            SerialLine current = lines.get(vm);
            if (current == null || !current.isOpen()) {
                current = SerialLine.open(home.consoles().resolve(vm + ".sock"));
                lines.put(vm, current);
            }
            return current;
        }
    }

    private void close(VmId vm, SerialLine line) {
        line.close();
        lines.remove(vm, line);
    }

    private Path log(VmId vm) {
        return home.consoles().resolve(vm + ".log");
    }

    /** Closes all connections; the guests run on. */
    @Override
    public void close() {
        lines.forEach(this::close);
    }
}
