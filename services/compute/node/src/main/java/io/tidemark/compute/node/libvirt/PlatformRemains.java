package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Takes everything off the host that guests and libvirt of one platform put there: daemons, guests (by force), control
 * groups and the network namespace. Files below the home stay. For uninstalling and for tests; ask before you call.
 */
public final class PlatformRemains {
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
    /** A killed QEMU gives its memory back before it is gone. */
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private static final int REMOVAL_ATTEMPTS = 20;
    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(100);

    private PlatformRemains() {}

    /** Idempotent; needs nothing of the platform to run. Close {@link PrivateLibvirt} first, or it restarts what this ends. */
    public static void removeFromHost(NodeHome home) {
        // Daemons first: libvirtd would report the end of guests that is meant as a crash.
        end(Daemon.all(home).stream().flatMap(d -> d.running().stream()).toList());
        end(guests(home));
        // What else lives in the platform's own network namespace was started for it: DHCP servers, and guests of
        // others
        // who used the platform's libvirtd.
        end(inNamespace(home));
        try {
            removeControlGroups(home);
        } catch (IOException e) {
            throw new UncheckedIOException("the control groups below " + CONTROL_GROUPS + " cannot be read", e);
        }
        HostCommand.of("ip", "netns", "delete", home.netns()).run();
    }

    /** Guest processes of this platform, found without libvirt. */
    public static List<ProcessHandle> guests(NodeHome home) {
        String mark = "guest=" + new DomainNames(home).prefix();
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(mark))
                .toList();
    }

    private static List<ProcessHandle> inNamespace(NodeHome home) {
        HostCommand.Result pids =
                HostCommand.of("ip", "netns", "pids", home.netns()).run();
        return pids.ok()
                ? pids.output()
                        .lines()
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .toList()
                : List.of();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, END_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static void removeControlGroups(NodeHome home) throws IOException {
        String ours = "-" + new DomainNames(home).prefix();
        List<Path> hierarchies;
        try (Stream<Path> children = Files.list(CONTROL_GROUPS)) {
            // The unified hierarchy is mounted at the top itself, the others each in a folder.
            hierarchies = Stream.concat(Stream.of(CONTROL_GROUPS), children)
                    .map(hierarchy -> hierarchy.resolve("machine"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path machines : hierarchies) {
            try (Stream<Path> groups = Files.list(machines)) {
                groups.filter(group -> group.getFileName().toString().contains(ours))
                        .forEach(PlatformRemains::removeTree);
            }
            // libvirt made it with the first guest; the kernel keeps it while a guest of anybody is in it.
            removeGroup(machines);
        }
    }

    private static void removeTree(Path group) {
        try (Stream<Path> tree = Files.walk(group)) {
            tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).forEach(PlatformRemains::removeGroup);
        } catch (IOException e) {
            throw new UncheckedIOException("a control group cannot be read: " + group, e);
        }
    }

    /** The kernel removes a group's files with the group, and refuses while a process is in it, dead but not yet reaped too. */
    private static void removeGroup(Path group) {
        for (int attempt = 0; attempt < REMOVAL_ATTEMPTS && isEmptyButThere(group); attempt++) {
            try {
                Files.delete(group);
            } catch (IOException busy) {
                LockSupport.parkNanos(REMOVAL_PAUSE.toNanos());
            }
        }
    }

    private static boolean isEmptyButThere(Path group) {
        try (Stream<Path> children = Files.list(group)) {
            return children.noneMatch(Files::isDirectory);
        } catch (IOException gone) {
            return false;
        }
    }
}
