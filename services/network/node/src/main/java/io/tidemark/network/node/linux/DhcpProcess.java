package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dnsmasq that runs with settings of ours, whoever started it.
 *
 * @param settings the settings file that its command line names
 */
record DhcpProcess(long pid, Path settings) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Pattern OURS = Pattern.compile("[^\\00]*dnsmasq\\00--conf-file=([^\\00]+)\\00");
    private static final Pattern FINGERPRINT = Pattern.compile("dnsmasq-([0-9a-f]{8})\\.conf");
    private static final Pattern NAMESPACE = Pattern.compile("net:\\[(\\d+)]");

    /** How long a killed process may take to be gone; the kernel needs a few milliseconds. */
    private static final long LONGEST_END_NANOS = 5_000_000_000L;

    private static final long LOOK_EVERY_NANOS = 1_000_000L;

    /** The process of this number, when it is a dnsmasq of ours. */
    static Optional<DhcpProcess> of(long pid) {
        try {
            Matcher ours =
                    OURS.matcher(Files.readString(PROCESSES.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1));
            return ours.matches() ? Optional.of(new DhcpProcess(pid, Path.of(ours.group(1)))) : Optional.empty();
        } catch (IOException e) {
            // It ended while we looked; the kernel says so in more than one way.
            return Optional.empty();
        }
    }

    /** All that run with settings in this folder or below. */
    static List<DhcpProcess> below(Path folder) {
        List<DhcpProcess> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .flatMap(name -> of(Long.parseLong(name)).stream())
                    .filter(process -> process.settings().startsWith(folder))
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + PROCESSES, e);
        }
    }

    /** What its settings were called; empty when it is not a name that we give. */
    String fingerprint() {
        Matcher name = FINGERPRINT.matcher(settings.getFileName().toString());
        return name.matches() ? name.group(1) : "";
    }

    /** Whether it serves in this namespace, and not in a former one of the same name. */
    boolean isIn(Namespace namespace) {
        try {
            Path link = Files.readSymbolicLink(PROCESSES.resolve(pid + "/ns/net"));
            Matcher number = NAMESPACE.matcher(link.toString());
            return namespace.exists() && number.matches() && Long.parseLong(number.group(1)) == namespace.inode();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at process " + pid, e);
        }
    }

    /** Ends it at once and waits until it is gone; its leases are on disk already. */
    void end() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + LONGEST_END_NANOS;
        while (of(pid).equals(Optional.of(this))) {
            if (System.nanoTime() - deadline > 0) {
                throw new DataplaneException(Category.COMMAND_FAILED, "dnsmasq " + pid + " does not end");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
