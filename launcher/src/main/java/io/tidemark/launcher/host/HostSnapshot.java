package io.tidemark.launcher.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a host holds of the kinds of things that a platform makes: processes, links, network namespaces, nftables rules,
 * libvirt domains, mounts and files. Two snapshots tell whether the host is as it was.
 *
 * @param entries one line each, beginning with the kind
 */
public record HostSnapshot(Set<String> entries) {
    private static final List<Path> WATCHED = List.of(Path.of("/var/lib/tidemark"), Path.of("/run/netns"));

    /** Looks at the host now. Foreign processes come and go: compare soon, or look only for names of your own. */
    public static HostSnapshot take() throws IOException {
        Set<String> entries = new TreeSet<>();
        ProcFs.pids().stream()
                .filter(pid -> !ProcFs.commandLine(pid).isEmpty())
                .map(HostSnapshot::process)
                .forEach(entries::add);
        Command.run("ip", "-brief", "link")
                .lines()
                .map(line -> "link " + line.split("[ @]")[0])
                .forEach(entries::add);
        lines("netns", "ip", "netns", "list").forEach(entries::add);
        lines("nft", "nft", "list", "ruleset").forEach(entries::add);
        if (Files.exists(Path.of("/run/libvirt/libvirt-sock"))) {
            lines("domain", "virsh", "-c", "qemu:///system", "list", "--all", "--name")
                    .forEach(entries::add);
        }
        for (String mount : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            entries.add("mount " + mount.split(" ")[4]);
        }
        for (Path watched : WATCHED) {
            addFiles(watched, entries);
        }
        return new HostSnapshot(Set.copyOf(entries));
    }

    /** What is here and was not in the earlier snapshot. */
    public Set<String> since(HostSnapshot earlier) {
        Set<String> added = new TreeSet<>(entries);
        added.removeAll(earlier.entries);
        return added;
    }

    /** A process by number, start, command line, and the home that its environment names. */
    private static String process(long pid) {
        return "process " + pid + " "
                + ProcFs.find(pid).map(RunningProcess::startTicks).orElse(0L) + " "
                + String.join(" ", ProcFs.commandLine(pid)) + " " + homeOf(pid);
    }

    private static String homeOf(long pid) {
        try {
            String environment =
                    new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.UTF_8);
            return Stream.of(environment.split("\0"))
                    .filter(entry -> entry.startsWith("TIDEMARK_HOME="))
                    .findFirst()
                    .orElse("");
        } catch (IOException endedOrNotAllowed) {
            return "";
        }
    }

    private static Stream<String> lines(String kind, String... command) {
        Command.Result result = Command.run(command);
        return result.ok() ? result.lines().map(line -> kind + " " + line.strip()) : Stream.empty();
    }

    private static void addFiles(Path root, Set<String> entries) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        entries.add("file " + root);
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> children = Files.list(root)) {
                for (Path child : children.toList()) {
                    addFiles(child, entries);
                }
            }
        }
    }
}
