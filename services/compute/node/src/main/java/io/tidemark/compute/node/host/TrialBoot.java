package io.tidemark.compute.node.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One short life of a virtual machine, to see whether it gets as far as printing a word on its serial line.
 *
 * @param succeeded whether the word came in time
 * @param words for people: after how long, or what was seen instead
 */
record TrialBoot(boolean succeeded, String words) {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Boots, watches, and ends the machine; leaves nothing behind. */
    static TrialBoot of(String accelerator, List<String> devices, String word, Duration limit) {
        List<String> command = new ArrayList<>(List.of(
                "qemu-system-x86_64",
                "-accel",
                accelerator,
                "-m",
                "256",
                "-nodefaults",
                "-display",
                "none",
                "-no-reboot"));
        command.addAll(devices);
        try {
            Path serial = Files.createTempFile("tidemark-trial", ".serial");
            Path errors = Files.createTempFile("tidemark-trial", ".errors");
            try {
                command.addAll(List.of("-serial", "file:" + serial));
                Process qemu = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(errors.toFile())
                        .start();
                return watch(qemu, serial, errors, word, limit);
            } finally {
                Files.deleteIfExists(serial);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            return new TrialBoot(false, "QEMU could not be started: " + e.getMessage());
        }
    }

    private static TrialBoot watch(Process qemu, Path serial, Path errors, String word, Duration limit)
            throws IOException {
        long begin = System.nanoTime();
        try {
            while (true) {
                long millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                boolean ended = !qemu.isAlive();
                if (Files.readString(serial, StandardCharsets.ISO_8859_1).contains(word)) {
                    return new TrialBoot(true, "after %d ms".formatted(millis));
                }
                if (ended) {
                    return new TrialBoot(false, "QEMU ended: " + lastLine(errors));
                }
                if (millis > limit.toMillis()) {
                    return new TrialBoot(false, "not within " + limit.toSeconds() + " s");
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } finally {
            qemu.destroyForcibly().onExit().join();
        }
    }

    private static String lastLine(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("without a word");
    }
}
