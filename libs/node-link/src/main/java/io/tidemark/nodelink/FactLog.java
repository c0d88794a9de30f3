package io.tidemark.nodelink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The facts of a node on its disk, numbered densely from 1: those that Kafka has not acknowledged, and some of those before.
 * A folder belongs to one process at a time. Thread-safe.
 */
final class FactLog implements AutoCloseable {
    /** Some thousand facts: large enough that files are few, small enough that old ones go soon. */
    static final long USUAL_SEGMENT_BYTES = 1 << 20;

    static final int LARGEST_ENTRY_BYTES = 4 * NewFact.LARGEST_BODY_CHARS;

    /** Acknowledged segments that are kept, so that they can be published again when Kafka loses them. */
    private static final int KEPT_SEGMENTS = 8;

    private final Path folder;
    private final long segmentBytes;
    private final FileChannel lock;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Acknowledged acknowledged;
    private final String generation;

    private FactLog(Path folder, long segmentBytes, FileChannel lock) throws IOException {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.lock = lock;
        this.acknowledged = new Acknowledged(folder);
        this.generation = readGeneration();
    }

    /**
     * Opens the log, or begins one in an empty folder.
     *
     * @throws OutboxDamagedException when it cannot have been left so by a kill or a power failure
     * @throws UncheckedIOException when the disk fails or another process has it open
     */
    static FactLog open(Path folder, long segmentBytes) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder.resolve("lock"));
            try {
                FactLog log = new FactLog(folder, segmentBytes, lock);
                log.openSegments();
                return log;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox " + folder + " cannot be opened", e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process has it open already", e);
        }
        channel.close();
        throw new IOException("another process has it open");
    }

    private void openSegments() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Segment::isSegment).sorted().toList();
        }
        for (Path file : files) {
            Segment segment = Segment.open(file, file.equals(files.getLast()));
            if (!segments.isEmpty() && segments.getLast().next() != segment.first()) {
                throw new OutboxDamagedException(
                        file + " does not follow number " + (segments.getLast().next() - 1));
            }
            segments.add(segment);
        }
        if (segments.isEmpty()) {
            segments.add(Segment.create(folder, 1));
        }
        if (acknowledged.number() > last()) {
            throw new OutboxDamagedException("Kafka acknowledged fact " + acknowledged.number() + ", but " + folder
                    + " ends with " + last() + ": facts were lost from this disk");
        }
    }

    /** Names this log; another log of the same node (a new disk) has another name. */
    private String readGeneration() throws IOException {
        Path file = folder.resolve("generation");
        if (!Files.exists(file)) {
            Path fresh = folder.resolve("generation.new");
            Files.writeString(fresh, UUID.randomUUID().toString());
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    String generation() {
        return generation;
    }

    /** Gives the fact the next number; it is on disk when this returns. */
    synchronized Fact append(NewFact fact) {
        try {
            if (segments.getLast().bytes() >= segmentBytes) {
                roll();
            }
            Fact numbered = fact.numbered(last() + 1, UUID.randomUUID(), Instant.now());
            segments.getLast().append(numbered.toBytes());
            return numbered;
        } catch (IOException e) {
            throw new UncheckedIOException("a fact cannot be kept on disk: " + fact.type(), e);
        }
    }

    private void roll() throws IOException {
        segments.add(Segment.create(folder, last() + 1));
        while (segments.size() > KEPT_SEGMENTS && segments.getFirst().next() - 1 <= acknowledged.number()) {
            segments.removeFirst().delete();
        }
    }

    /** Facts in order, beginning with that number or, when that is gone, with the first one held. */
    synchronized List<Fact> read(long from, int limit) {
        List<Fact> facts = new ArrayList<>();
        try {
            for (Segment segment : segments) {
                long number = Math.max(from, segment.first());
                for (; number < segment.next() && facts.size() < limit; number++) {
                    facts.add(Fact.of(segment.entry(number)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox " + folder + " cannot be read", e);
        }
        return facts;
    }

    /** The number of the first fact that is still held; one more than {@link #last} when none is. */
    synchronized long first() {
        return segments.getFirst().first();
    }

    synchronized long last() {
        return segments.getLast().next() - 1;
    }

    synchronized long acknowledged() {
        return acknowledged.number();
    }

    /** Notes that Kafka has all up to this number; a lower one than before means that Kafka lost some. */
    synchronized void acknowledge(long number) {
        acknowledged.set(number);
    }

    /** Forgets everything and goes on after a number that another log of this node once gave. */
    synchronized void continueAfter(long number) {
        try {
            for (Segment segment : segments) {
                segment.delete();
            }
            segments.clear();
            segments.add(Segment.create(folder, number + 1));
            acknowledged.set(number);
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox " + folder + " cannot be begun anew", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (Segment segment : segments) {
                segment.close();
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox " + folder + " cannot be closed", e);
        }
    }
}
