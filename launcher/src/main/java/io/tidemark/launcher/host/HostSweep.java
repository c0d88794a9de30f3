package io.tidemark.launcher.host;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds and removes what the node of one platform made on this host: guests and their helpers, the network namespace,
 * links, tables, control groups and mounts. It goes by the home's path and tag only, so it works when the agent and its
 * journal are gone, and never touches what somebody else owns. Needs root.
 */
public final class HostSweep {
    /** Programs that a node starts and that outlive it. */
    private static final Pattern HELPERS =
            Pattern.compile("qemu-.*|kvm|libvirtd|virtlogd|virtlockd|dnsmasq|swtpm.*|libvirt_.*");

    private static final long GRACE_MILLIS = 5_000;

    private final Home home;

    public HostSweep(Home home) {
        this.home = home;
    }

    /** Guests and helpers of this home that run now. */
    public List<RunningProcess> processes() {
        Set<Long> inNamespace = Set.copyOf(Command.run("ip", "netns", "pids", home.networkNamespace())
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .map(Long::parseLong)
                .toList());
        return ProcFs.pids().stream()
                .filter(pid -> inNamespace.contains(pid)
                        || (HELPERS.matcher(program(pid)).matches() && names(ProcFs.commandLine(pid))))
                .flatMap(pid -> ProcFs.find(pid).stream())
                .toList();
    }

    /** The name of the program that a process runs; the kernel's own short name is cut at 15 characters. */
    public static String program(long pid) {
        return ProcFs.commandLine(pid).stream()
                .findFirst()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .orElseGet(() -> ProcFs.name(pid));
    }

    private boolean names(List<String> commandLine) {
        String line = String.join(" ", commandLine) + " ";
        return line.contains(home.root() + "/") || line.contains(home.root() + " ") || line.contains(home.root() + ",");
    }

    /** Ends guests and helpers: QEMU takes the first signal for a power button's long press, and writes its disks. */
    public void stopProcesses() throws IOException {
        signalAll("TERM");
        if (!becomes(() -> processes().isEmpty())) {
            signalAll("KILL");
            if (!becomes(() -> processes().isEmpty())) {
                throw new IOException("these processes of " + home.root() + " do not end: " + processes());
            }
        }
    }

    /** Removes everything, the home last. Repeatable: what is gone already is no error. */
    public void removeEverything() throws IOException {
        stopProcesses();
        unmount();
        if (Command.run("ip", "netns", "list")
                .lines()
                .anyMatch(line -> line.split(" ")[0].equals(home.networkNamespace()))) {
            Command.run("ip", "netns", "delete", home.networkNamespace());
        }
        links().forEach(link -> Command.run("ip", "link", "delete", link));
        tables().forEach(table ->
                Command.run(Stream.concat(Stream.of("nft", "delete", "table"), Stream.of(table.split(" ")))
                        .toList()));
        removeControlGroups();
        Trees.delete(home.root());
    }

    private void signalAll(String signal) {
        processes().forEach(process -> Command.run("kill", "-" + signal, Long.toString(process.pid())));
    }

    private static boolean becomes(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + GRACE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    private void unmount() throws IOException {
        List<String> points = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            // Field 5 is the mount point (proc(5)); the deepest were mounted last.
            String point = line.split(" ")[4];
            if (point.startsWith(home.root() + "/")) {
                points.add(point);
            }
        }
        Collections.reverse(points);
        points.forEach(point -> Command.run("umount", "--lazy", point));
    }

    private List<String> links() {
        return Command.run("ip", "-brief", "link")
                .lines()
                .map(line -> line.split("[ @]")[0])
                .filter(name -> name.contains(home.tag()))
                .toList();
    }

    private List<String> tables() {
        return Command.run("nft", "list", "tables")
                .lines()
                .filter(line -> line.startsWith("table ") && line.contains(home.tag()))
                .map(line -> line.substring("table ".length()).strip())
                .toList();
    }

    private void removeControlGroups() throws IOException {
        Path root = Path.of("/sys/fs/cgroup");
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> controllers = Files.list(root)) {
            for (Path hierarchy : Stream.concat(Stream.of(root), controllers.filter(Files::isDirectory))
                    .toList()) {
                removeControlGroup(hierarchy.resolve(home.networkNamespace()));
            }
        }
    }

    /** A control group is removed by removing its directory, the innermost first; its files go with it. */
    private static void removeControlGroup(Path group) throws IOException {
        if (!Files.isDirectory(group)) {
            return;
        }
        try (Stream<Path> below = Files.list(group)) {
            for (Path inner : below.filter(Files::isDirectory).toList()) {
                removeControlGroup(inner);
            }
        }
        Optional.of(group).map(Path::toFile).ifPresent(java.io.File::delete);
    }
}
