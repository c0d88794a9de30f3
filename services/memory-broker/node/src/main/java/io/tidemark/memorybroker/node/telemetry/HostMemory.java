package io.tidemark.memorybroker.node.telemetry;

import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The host's memory (proc(5), /proc/meminfo).
 *
 * @param total all of it
 * @param available what could be had without swapping
 * @param free used for nothing at all
 */
public record HostMemory(MemorySize total, MemorySize available, MemorySize free) {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final long KIB = 1024;

    public static HostMemory read() {
        try {
            return parse(Files.readString(MEMINFO));
        } catch (IOException e) {
            throw new UncheckedIOException("the host's memory cannot be read", e);
        }
    }

    /** @throws IllegalStateException when a line is missing that every Linux since 3.14 has */
    static HostMemory parse(String meminfo) {
        Map<String, String> lines = meminfo.lines()
                .map(line -> line.split(":\\s*"))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new HostMemory(size(lines, "MemTotal"), size(lines, "MemAvailable"), size(lines, "MemFree"));
    }

    private static MemorySize size(Map<String, String> lines, String name) {
        String value = lines.get(name);
        if (value == null || !value.endsWith(" kB")) {
            throw new IllegalStateException("/proc/meminfo has no " + name + " in kB");
        }
        return new MemorySize(Long.parseLong(value.substring(0, value.length() - 3)) * KIB);
    }
}
