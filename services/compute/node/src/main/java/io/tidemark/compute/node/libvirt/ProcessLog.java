package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.hypervisor.RunTrace;
import io.tidemark.compute.node.hypervisor.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file into which libvirt writes how one virtual machine process began and ended. libvirt's first line is there before
 * the process is, so a file without it proves that nothing was ever started.
 */
record ProcessLog(Path file) {
    private static final Pattern END = Pattern.compile("^[0-9-]+ [0-9:.+]+: shutting down, reason=(\\w+)$");
    private static final String BEGIN = ": starting up libvirt version";

    RunTrace trace() {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException never) {
            return new RunTrace.NeverStarted();
        } catch (IOException e) {
            throw new UncheckedIOException("the log of a virtual machine process cannot be read: " + file, e);
        }
        return text.contains(BEGIN)
                ? new RunTrace.Started(text.lines()
                        .map(END::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .reduce((a, b) -> b)
                        .map(ProcessLog::reason)
                        .orElse(StopReason.UNKNOWN))
                : new RunTrace.NeverStarted();
    }

    /** What QEMU said last before it ended; empty when it said nothing. Tells why a start failed. */
    Optional<String> lastWords() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.contains("qemu-system"))
                    .filter(line -> !line.startsWith("/"))
                    .reduce((a, b) -> b);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** libvirt's names of {@code virDomainShutoffReason}. */
    private static StopReason reason(String word) {
        return switch (word) {
            case "shutdown" -> StopReason.GUEST_SHUTDOWN;
            case "destroyed" -> StopReason.DESTROYED;
            case "crashed", "failed", "daemon" -> StopReason.CRASHED;
            default -> StopReason.UNKNOWN;
        };
    }
}
