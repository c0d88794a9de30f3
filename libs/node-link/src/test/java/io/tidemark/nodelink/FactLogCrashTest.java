package io.tidemark.nodelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kill leaves a file that ends anywhere in its last entry: each such end is tried. */
class FactLogCrashTest {
    private static final long SMALL_SEGMENT = 700;

    @TempDir
    Path scratch;

    /** A file of the log whose append was cut off, and how many facts it then holds for sure. */
    private record Written(Path newest, long sizeBefore, List<Fact> safe) {}

    @Test
    void afterAKillAtAnyByteOfAnAppendNothingSafeIsLostAndTheNextNumberFollows() throws IOException {
        Path folder = scratch.resolve("log");
        Written written = writeSome(folder, new Random(1), 5);
        long size = Files.size(written.newest());

        for (long length = written.sizeBefore(); length < size; length++) {
            Path killed = copy(folder, "at-" + length);
            truncate(killed.resolve(written.newest().getFileName()), length);
            try (FactLog log = FactLog.open(killed, SMALL_SEGMENT)) {
                assertThat(all(log)).as("cut at byte %s", length).isEqualTo(written.safe());
                Fact next = log.append(fact("after"));
                assertThat(next.number()).isEqualTo(written.safe().size() + 1L);
                assertThat(all(log)).last().isEqualTo(next);
            }
        }
    }

    @Test
    void aPowerFailureThatLeavesZerosOrOldBytesInTheLastEntryLosesNothingSafe() throws IOException {
        Path folder = scratch.resolve("log");
        Written written = writeSome(folder, new Random(2), 3);
        long size = Files.size(written.newest());

        for (long from = written.sizeBefore(); from < size; from++) {
            Path failed = copy(folder, "zeros-" + from);
            zero(failed.resolve(written.newest().getFileName()), from, size);
            try (FactLog log = FactLog.open(failed, SMALL_SEGMENT)) {
                assertThat(all(log)).as("zeros from byte %s", from).isEqualTo(written.safe());
            }
        }
    }

    @Test
    void damageBeforeTheLastEntryIsToldAndNotMended() throws IOException {
        Path folder = scratch.resolve("log");
        Written written = writeSome(folder, new Random(3), 1);

        for (long at = 8; at < written.sizeBefore(); at += 13) {
            Path damaged = copy(folder, "flip-" + at);
            flip(damaged.resolve(written.newest().getFileName()), at);
            assertThatThrownBy(() -> FactLog.open(damaged, SMALL_SEGMENT)).isInstanceOf(OutboxDamagedException.class);
        }
    }

    @Test
    void aMissingMiddleFileIsTold() throws IOException {
        Path folder = scratch.resolve("log");
        writeSome(folder, new Random(4), 12);
        List<Path> segments = segments(folder);
        assertThat(segments).hasSizeGreaterThan(2);
        Files.delete(segments.get(1));

        assertThatThrownBy(() -> FactLog.open(folder, SMALL_SEGMENT))
                .isInstanceOf(OutboxDamagedException.class)
                .hasMessageContaining("does not follow");
    }

    @Test
    void aLogThatEndsBeforeWhatKafkaAcknowledgedIsTold() throws IOException {
        Path folder = scratch.resolve("log");
        try (FactLog log = FactLog.open(folder, SMALL_SEGMENT)) {
            log.append(fact("one"));
            log.append(fact("two"));
            log.acknowledge(2);
        }
        truncate(segments(folder).getFirst(), 0);

        assertThatThrownBy(() -> FactLog.open(folder, SMALL_SEGMENT))
                .isInstanceOf(OutboxDamagedException.class)
                .hasMessageContaining("lost from this disk");
    }

    @Test
    void aHalfWrittenNoteOfWhatWasAcknowledgedMeansThatNothingIsKnown() throws IOException {
        Path folder = scratch.resolve("log");
        try (FactLog log = FactLog.open(folder, SMALL_SEGMENT)) {
            LongStream.rangeClosed(1, 12).forEach(i -> log.append(fact("fact " + i)));
            log.acknowledge(12);
        }
        byte[] whole = Files.readAllBytes(folder.resolve("acknowledged"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("acknowledged"), java.util.Arrays.copyOf(whole, length));
            try (FactLog log = FactLog.open(folder, SMALL_SEGMENT)) {
                assertThat(log.acknowledged()).as("%s bytes", length).isZero();
                assertThat(log.last()).isEqualTo(12);
            }
        }
    }

    @Test
    void twoProcessesDoNotShareOneLog() {
        Path folder = scratch.resolve("log");
        try (FactLog log = FactLog.open(folder, SMALL_SEGMENT)) {
            assertThat(log.last()).isZero();
            assertThatThrownBy(() -> FactLog.open(folder, SMALL_SEGMENT)).isInstanceOf(UncheckedIOException.class);
        }
    }

    /** Appends, acknowledgements, restarts and kills in any order; a model beside it knows what must hold. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void whateverHappensNumbersAreDenseAndOneNumberHasOneBody(long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = scratch.resolve("log");
        List<Fact> safe = new ArrayList<>();
        long acknowledged = 0;
        FactLog log = FactLog.open(folder, SMALL_SEGMENT);
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> safe.add(log.append(fact("x".repeat(random.nextInt(200)))));
                case 3 -> {
                    acknowledged += safe.size() == acknowledged ? 0 : 1 + random.nextLong(safe.size() - acknowledged);
                    log.acknowledge(acknowledged);
                }
                case 4 -> {
                    log.close();
                    log = FactLog.open(folder, SMALL_SEGMENT);
                }
                default -> {
                    log.close();
                    cutOffOneMore(segments(folder).getLast(), safe.size() + 1L, random);
                    log = FactLog.open(folder, SMALL_SEGMENT);
                }
            }
            assertThat(log.last()).isEqualTo(safe.size());
            assertThat(log.acknowledged()).isEqualTo(acknowledged);
            assertThat(log.first()).isLessThanOrEqualTo(acknowledged + 1);
            assertThat(all(log)).isEqualTo(safe.subList((int) log.first() - 1, safe.size()));
        }
        log.close();
    }

    /** As if a further append had been killed after some of its bytes. */
    private static void cutOffOneMore(Path newest, long number, Random random) throws IOException {
        byte[] bytes = fact("never safe")
                .numbered(number, UUID.randomUUID(), java.time.Instant.EPOCH)
                .toBytes();
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes);
        ByteBuffer entry = ByteBuffer.allocate(8 + bytes.length)
                .putInt(bytes.length)
                .putInt((int) crc.getValue())
                .put(bytes);
        entry.flip().limit(random.nextInt(entry.limit()));
        try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.APPEND)) {
            channel.write(entry);
        }
    }

    private static Written writeSome(Path folder, Random random, int count) throws IOException {
        try (FactLog log = FactLog.open(folder, SMALL_SEGMENT)) {
            for (int i = 0; i < count; i++) {
                log.append(fact("y".repeat(random.nextInt(100))));
            }
            Path newest = segments(folder).getLast();
            long before = Files.size(newest);
            List<Fact> safe = all(log);
            log.append(fact("the one that is cut off"));
            boolean rolled = !segments(folder).getLast().equals(newest);
            return new Written(segments(folder).getLast(), rolled ? 0 : before, safe);
        }
    }

    private static NewFact fact(String text) {
        return new NewFact("compute/vm/1", "tidemark.node.test.v1", "{\"text\":\"" + text + "\"}", Optional.empty());
    }

    private static List<Fact> all(FactLog log) {
        return log.read(1, Integer.MAX_VALUE);
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Segment::isSegment).sorted().toList();
        }
    }

    private Path copy(Path folder, String name) throws IOException {
        Path target = Files.createDirectory(scratch.resolve(name));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static void zero(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) (to - from)), from);
        }
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x40;
        Files.write(file, bytes);
    }
}
