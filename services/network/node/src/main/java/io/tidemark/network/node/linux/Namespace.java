package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The network namespace of one platform, by name. The agent never enters it; programs are run in it. It is shared with the
 * platform's libvirt, and whoever comes first makes it.
 */
record Namespace(String name, Programs programs) {
    private static final Path FOLDER = Path.of("/run/netns");

    private static final Path QUEUE_DRIVER = Path.of("/sys/module/ifb");
    private static final Path MODPROBE = Path.of("/usr/sbin/modprobe");

    /** Another maker needs microseconds from the name to the namespace; beyond this it was killed between the two. */
    private static final long OTHER_MAKER_NANOS = 2_000_000_000L;

    private static final long LOOK_EVERY_NANOS = 10_000_000L;

    Path path() {
        return FOLDER.resolve(name);
    }

    /** Whether it can be entered: the name alone may be left from one who was killed while making it. */
    boolean exists() {
        try {
            return Files.exists(path()) && Files.getFileStore(path()).type().equals("nsfs");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path(), e);
        }
    }

    /** The number by which the kernel tells this namespace from others; a process in it has the same. */
    long inode() {
        try {
            return (Long) Files.getAttribute(path(), "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path(), e);
        }
    }

    /** Makes it unless it is there; safe against others who do the same at the same time. */
    void create() {
        loadQueueDriver();
        Command.Result added = add();
        if (!added.succeeded() && !appears()) {
            new Command(List.of(programs.ip(), "netns", "delete", name), "").run();
            added = add();
            if (!added.succeeded() && !exists()) {
                throw new DataplaneException(
                        Category.COMMAND_FAILED,
                        "cannot make the network namespace " + name + ": " + added.complaint());
            }
        }
        new Command(ip("link", "set", "lo", "up"), "").run();
    }

    /** Loaded on demand, the driver would leave two devices of its own in the host's namespace. */
    private static void loadQueueDriver() {
        if (!Files.exists(QUEUE_DRIVER) && Files.isExecutable(MODPROBE)) {
            new Command(List.of(MODPROBE.toString(), "-q", "ifb", "numifbs=0"), "").run();
        }
    }

    private Command.Result add() {
        return new Command(List.of(programs.ip(), "netns", "add", name), "").run();
    }

    private boolean appears() {
        long end = System.nanoTime() + OTHER_MAKER_NANOS;
        while (!exists()) {
            if (System.nanoTime() - end > 0 || !Files.exists(path())) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    /** Takes the name away. The namespace itself ends with the last process in it. */
    void delete() {
        if (Files.exists(path())) {
            new Command(List.of(programs.ip(), "netns", "delete", name), "").run();
        }
    }

    List<String> ip(String... arguments) {
        return command(List.of(programs.ip(), "-n", name), arguments);
    }

    List<String> tc(String... arguments) {
        return command(List.of(programs.tc(), "-n", name), arguments);
    }

    List<String> nft(String... arguments) {
        return command(List.of(programs.nsenter(), "--net=" + path(), programs.nft()), arguments);
    }

    /**
     * Answers keep the mark of what they answer; nobody is refused for the way on which he came, nothing is routed, and
     * ARP tells on each bridge only of that bridge's own address.
     */
    List<String> tune() {
        return command(
                List.of(programs.nsenter(), "--net=" + path(), programs.sysctl(), "-q", "-w"),
                "net.ipv4.fwmark_reflect=1",
                "net.ipv4.conf.all.rp_filter=0",
                "net.ipv4.conf.default.rp_filter=0",
                "net.ipv4.conf.all.arp_ignore=1",
                "net.ipv4.ip_forward=0");
    }

    List<String> dnsmasq(String... arguments) {
        return command(List.of(programs.nsenter(), "--net=" + path(), programs.dnsmasq()), arguments);
    }

    private static List<String> command(List<String> beginning, String... rest) {
        List<String> all = new ArrayList<>(beginning);
        all.addAll(List.of(rest));
        return all;
    }
}
