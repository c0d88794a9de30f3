package io.tidemark.network.node.linux;

import io.tidemark.network.node.Applied;
import io.tidemark.network.node.Dataplane;
import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.Inventory;
import io.tidemark.network.node.PortCounters;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.Found;
import io.tidemark.network.node.plan.HostNames;
import io.tidemark.network.node.plan.Link;
import io.tidemark.network.node.plan.Planner;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The dataplane on this Linux host. Everything lives in the network namespace {@code tm-<tag>}, but for the files of the
 * DHCP servers; this process stays where it is and needs to be root. It keeps nothing that it could not find out again by
 * looking.
 *
 * <p>Per network: a bridge with the gateway's address, and a dnsmasq. Per port: a tap, and per limited direction an IFB
 * device with a token bucket, to which the tap's frames are redirected. Not the tap's own queue: libvirt replaces that
 * whenever a guest starts.
 */
public final class LinuxDataplane implements Dataplane {
    /** A number that nobody else uses for a group of devices; it only has to differ from 0, where all are at first. */
    private static final int SWEPT_GROUP = 7431;

    private final HostNames names;
    private final Namespace namespace;
    private final DhcpServers servers;
    private final Guard guard;
    private final Observer observer;
    private final Planner planner;
    private final Counters counters;

    /**
     * @param tag the platform's six hex digits
     * @param directory for the files of this dataplane, {@code <home>/node/network}; other users must be able to pass every
     *     folder on the way, because dnsmasq is one of them
     * @throws DataplaneException when not root, or when a program is missing; the host is not touched
     */
    public LinuxDataplane(String tag, Path directory) {
        requireRoot();
        names = new HostNames(tag);
        namespace = new Namespace(names.namespace(), Programs.find());
        servers = new DhcpServers(directory.toAbsolutePath().normalize(), namespace);
        guard = new Guard(names);
        observer = new Observer(names, namespace, guard, servers);
        planner = new Planner(names, guard.fingerprint());
        counters = new Counters(names, namespace);
    }

    private static void requireRoot() {
        boolean root = DhcpFiles.read(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("Uid:"))
                .anyMatch(line -> line.split("\\s+")[2].equals("0"));
        if (!root) {
            throw new DataplaneException(
                    Category.HOST_UNFIT, "the Linux dataplane makes devices and namespaces: run it as root");
        }
    }

    @Override
    public synchronized Applied converge(DesiredState desired) {
        if (desired.isEmpty()) {
            return Applied.NOTHING;
        }
        Found found = look(desired.ports().keySet());
        return new Executor(namespace, new Lines(guard), servers).execute(planner.plan(desired, found));
    }

    private Found look(Set<PortId> ports) {
        try {
            return observer.look(ports);
        } catch (UncheckedIOException e) {
            throw new DataplaneException(Category.COMMAND_FAILED, e.getMessage() + ": " + e.getCause());
        }
    }

    @Override
    public String tapOf(PortId port) {
        return names.tap(port);
    }

    @Override
    public Inventory list() {
        return Found.inventoryOf(observer.links().values().stream()
                .filter(link -> names.isOurs(link.name()))
                .toList());
    }

    @Override
    public Map<PortId, PortCounters> counters() {
        return namespace.exists() ? counters.read() : Map.of();
    }

    @Override
    public synchronized void sweep() {
        servers.sweep();
        if (namespace.exists()) {
            new Command(namespace.ip("-batch", "-"), dropAllLinks()).run();
            new Command(namespace.nft("-f", "-"), guard.drop()).run();
        }
        namespace.delete();
    }

    /** As one group, because the kernel takes many milliseconds for each device that it removes alone. */
    private String dropAllLinks() {
        StringBuilder lines = new StringBuilder();
        for (Link link : observer.links().values()) {
            if (names.isOurs(link.name())) {
                lines.append("link set dev %s group %d\n".formatted(link.name(), SWEPT_GROUP));
            }
        }
        return lines.isEmpty()
                ? ""
                : lines.append("link delete group %d\n".formatted(SWEPT_GROUP)).toString();
    }
}
