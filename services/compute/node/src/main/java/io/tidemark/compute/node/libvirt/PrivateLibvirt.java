package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The libvirt of one platform: virtlogd, virtlockd and libvirtd in mount, network and cgroup namespaces of their own, with
 * all their files below the platform's home. Daemons that run already are adopted; a dead one is started again within a
 * second; neither stops a guest. They outlive this process.
 */
public final class PrivateLibvirt implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PrivateLibvirt.class.getName());
    private static final long CHECK_MILLIS = 300;
    /** What {@code sockaddr_un} holds, less the terminating zero. */
    private static final int LONGEST_SOCKET_PATH = 107;

    private final NodeHome home;
    private final Path entrance;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("libvirt-daemons").factory());

    private PrivateLibvirt(NodeHome home, Path entrance) {
        this.home = home;
        this.entrance = entrance;
    }

    /**
     * Makes the daemons run and keeps them running until {@link #close()}. Idempotent over processes: a second platform
     * process adopts.
     *
     * @throws LibvirtUnavailable when the host lacks what is needed, or a daemon does not start; its message is one line
     */
    public static PrivateLibvirt start(NodeHome home) {
        requireShortPaths(home);
        PrivateLibvirt libvirt;
        try {
            libvirt = new PrivateLibvirt(home, LibvirtFolders.prepare(home));
        } catch (IOException e) {
            throw new UncheckedIOException("libvirt's folders cannot be written below " + home.libvirt(), e);
        }
        makeNamespace(home);
        for (Daemon daemon : Daemon.all(home)) {
            libvirt.ensureRunning(daemon).ifPresent(failure -> {
                throw new LibvirtUnavailable(daemon.name() + " does not start: " + failure);
            });
        }
        libvirt.watch.scheduleWithFixedDelay(
                libvirt::restartTheDead, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        return libvirt;
    }

    /** Address for {@link LibvirtHypervisor}, and for an operator's {@code virsh -c}. */
    public String uri() {
        return "qemu:///system?socket=" + socket(home);
    }

    private static Path socket(NodeHome home) {
        return home.libvirt().resolve("run").resolve("libvirt-sock");
    }

    /** Process id of a daemon; empty while it is dead. */
    public Optional<Long> pid(String daemon) {
        return new Daemon(home, daemon).running().map(ProcessHandle::pid);
    }

    /** Stops watching; the daemons and the guests run on. Idempotent. */
    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void restartTheDead() {
        for (Daemon daemon : Daemon.all(home)) {
            ensureRunning(daemon)
                    .ifPresent(
                            failure -> LOG.log(Level.ERROR, "{0} does not start again: {1}", daemon.name(), failure));
        }
    }

    /** Empty when the daemon runs, else why it does not. */
    private Optional<String> ensureRunning(Daemon daemon) {
        if (daemon.running().isPresent()) {
            return Optional.empty();
        }
        HostCommand.Result result = daemon.start(entrance);
        if (result.ok()) {
            LOG.log(Level.INFO, "{0} started for the platform in {1}", daemon.name(), home.root());
            return Optional.empty();
        }
        return Optional.of(result.lastLine());
    }

    private static void makeNamespace(NodeHome home) {
        if (!Files.exists(Path.of("/run/netns", home.netns()))) {
            HostCommand.Result made =
                    HostCommand.of("ip", "netns", "add", home.netns()).run();
            boolean raced = made.lastLine().contains("File exists");
            if (!made.ok() && !raced) {
                throw new LibvirtUnavailable("no network namespace " + home.netns() + ": " + made.lastLine());
            }
        }
        HostCommand.of("ip", "-n", home.netns(), "link", "set", "lo", "up").run();
    }

    private static void requireShortPaths(NodeHome home) {
        for (Path socket :
                new Path[] {socket(home), home.consoles().resolve("00000000-0000-0000-0000-000000000000.sock")}) {
            if (socket.toString().length() > LONGEST_SOCKET_PATH) {
                throw new LibvirtUnavailable("the home folder's path is too long for sockets below it: " + home.root());
            }
        }
    }
}
