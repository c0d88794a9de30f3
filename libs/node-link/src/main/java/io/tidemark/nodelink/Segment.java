package io.tidemark.nodelink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of facts with consecutive numbers, appended to and never changed. An entry is its length and the CRC-32C of its
 * bytes, four bytes each, and the bytes. Not thread-safe.
 */
final class Segment implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    private static final String SUFFIX = ".facts";

    private final Path file;
    private final long first;
    private final FileChannel channel;
    private final List<Long> starts = new ArrayList<>();
    private long end;

    private Segment(Path file, FileChannel channel) {
        this.file = file;
        this.first = Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""));
        this.channel = channel;
    }

    static boolean isSegment(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** An empty one, there after a power failure too. */
    static Segment create(Path folder, long first) throws IOException {
        Path file = folder.resolve("%020d%s".formatted(first, SUFFIX));
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.force(true);
        forceFolder(folder);
        return new Segment(file, channel);
    }

    /**
     * Reads the entries of an existing one.
     *
     * @param newest whether it was the one appended to: only there can an entry be cut off, and only the last one; that
     *     one was never told to be safe, and goes
     * @throws OutboxDamagedException when it is damaged in another way
     */
    static Segment open(Path file, boolean newest) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Segment segment = new Segment(file, channel);
        segment.scan();
        if (segment.end < channel.size()) {
            segment.dropCutOff(newest);
        }
        // What a killed process wrote may still be in memory only; it must not be published before it is on disk.
        channel.force(true);
        return segment;
    }

    private void scan() throws IOException {
        Optional<byte[]> entry = entryAt(end);
        while (entry.isPresent()) {
            starts.add(end);
            end += HEADER_BYTES + entry.get().length;
            entry = entryAt(end);
        }
    }

    /** Empty when no whole entry begins there. */
    private Optional<byte[]> entryAt(long start) throws IOException {
        ByteBuffer header = read(start, HEADER_BYTES);
        if (header.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int length = header.getInt();
        int checksum = header.getInt();
        if (length <= 0 || length > channel.size() - start - HEADER_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        read(start + HEADER_BYTES, length).get(bytes);
        return checksum(bytes) == checksum ? Optional.of(bytes) : Optional.empty();
    }

    private void dropCutOff(boolean newest) throws IOException {
        if (!newest || !isOneEntryCutOff()) {
            throw new OutboxDamagedException(
                    file + " is damaged at byte " + end + " of " + channel.size() + ", not only cut off");
        }
        channel.truncate(end);
    }

    /** Entries are made safe one by one, so behind the last whole one there are parts of one entry, and no whole one. */
    private boolean isOneEntryCutOff() throws IOException {
        if (channel.size() - end > HEADER_BYTES + FactLog.LARGEST_ENTRY_BYTES) {
            return false;
        }
        for (long at = end + 1; at < channel.size(); at++) {
            if (entryAt(at).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the entry is on disk; when that fails nothing of it remains. */
    void append(byte[] bytes) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(bytes.length)
                .putInt(checksum(bytes))
                .put(bytes)
                .flip();
        int size = entry.remaining();
        if (channel.size() != end) {
            channel.truncate(end);
        }
        long at = end;
        while (entry.hasRemaining()) {
            at += channel.write(entry, at);
        }
        channel.force(true);
        starts.add(end);
        end += size;
    }

    /** @param number from {@link #first} to below {@link #next} */
    byte[] entry(long number) throws IOException {
        long start = starts.get((int) (number - first));
        byte[] bytes = new byte[read(start, HEADER_BYTES).getInt()];
        read(start + HEADER_BYTES, bytes.length).get(bytes);
        return bytes;
    }

    long first() {
        return first;
    }

    /** The number that the next entry gets. */
    long next() {
        return first + starts.size();
    }

    long bytes() {
        return end;
    }

    Path file() {
        return file;
    }

    void delete() throws IOException {
        close();
        Files.delete(file);
    }

    private ByteBuffer read(long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        long at = from;
        int got = 0;
        while (buffer.hasRemaining() && got >= 0) {
            got = channel.read(buffer, at);
            at += Math.max(got, 0);
        }
        return buffer.flip();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Makes names in a folder safe; Linux does this through an open folder. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
