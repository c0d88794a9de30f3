package io.tidemark.compute.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's own name for the time since the host started: another id means that every process of before is gone. */
public final class BootId {
    private static final Path SOURCE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    public static String ofThisHost() {
        try {
            return Files.readString(SOURCE).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("this kernel does not tell its boot id", e);
        }
    }
}
