package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One of libvirt's daemons of one platform. It detaches itself, so it outlives whoever started it, and is known again by
 * its pid file together with its command line.
 *
 * @param name {@code virtlogd}, {@code virtlockd} or {@code libvirtd}
 */
record Daemon(NodeHome home, String name) {
    /** All three, in the order in which they are started. */
    static List<Daemon> all(NodeHome home) {
        return List.of(new Daemon(home, "virtlogd"), new Daemon(home, "virtlockd"), new Daemon(home, "libvirtd"));
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    Path pidFile() {
        return home.libvirt().resolve("run").resolve(name + ".pid");
    }

    /** The running daemon; empty when there is none, also when the pid in the file now belongs to somebody else. */
    Optional<ProcessHandle> running() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            return isOurs(pid) ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | NumberFormatException noPid) {
            return Optional.empty();
        }
    }

    private boolean isOurs(long pid) throws IOException {
        // A dead process that nobody has reaped yet has an empty command line.
        String commandLine =
                Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        List<String> words = List.of(commandLine.split("\0"));
        return words.getFirst().endsWith(name) && words.contains(pidFile().toString());
    }

    /** Starts the daemon and returns when it serves its socket. */
    HostCommand.Result start(Path entrance) {
        return new HostCommand(
                        List.of(
                                "nsenter",
                                "--net=/run/netns/" + home.netns(),
                                "unshare",
                                "--mount",
                                "--cgroup",
                                "--propagation",
                                "private",
                                "sh",
                                entrance.toString(),
                                home.libvirt().toString(),
                                name,
                                "--daemon",
                                "--config",
                                "/etc/libvirt/" + name + ".conf",
                                "--pid-file",
                                pidFile().toString()),
                        START_LIMIT)
                .run();
    }
}
