package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.plan.DhcpSettings;
import io.tidemark.network.node.plan.FoundDhcp;
import io.tidemark.network.node.plan.Step;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The DHCP servers of one platform: a dnsmasq per network, each a daemon of its own that outlives the agent. A server that
 * runs is recognised by its command line, never by a number alone.
 */
final class DhcpServers {
    private static final Path ACCOUNTS = Path.of("/etc/passwd");

    private final Path directory;
    private final Namespace namespace;
    private final String user;

    /** Networks whose server has read its hosts as they are now, as far as this process knows. */
    private final Set<NetworkId> read = new HashSet<>();

    /** @param directory where each network has a folder of its own */
    DhcpServers(Path directory, Namespace namespace) {
        this.directory = directory;
        this.namespace = namespace;
        boolean hasAccount = DhcpFiles.read(ACCOUNTS).lines().anyMatch(line -> line.startsWith("dnsmasq:"));
        this.user = hasAccount ? "dnsmasq" : "nobody";
    }

    Map<NetworkId, FoundDhcp> find() {
        Map<NetworkId, FoundDhcp> found = new HashMap<>();
        for (DhcpFiles files : DhcpFiles.in(directory)) {
            String running = running(files)
                    .filter(process -> process.isIn(namespace))
                    .map(DhcpProcess::fingerprint)
                    .orElse("");
            boolean vouched = !running.isEmpty() && read.contains(files.network());
            found.put(files.network(), new FoundDhcp(running, vouched, files.hosts(), files.leases()));
        }
        return found;
    }

    /** The one server that runs; empty when none does, or several after a start that was cut off. */
    private static Optional<DhcpProcess> running(DhcpFiles files) {
        String number = DhcpFiles.read(files.processFile()).strip();
        if (number.matches("\\d{1,9}")) {
            Optional<DhcpProcess> known = DhcpProcess.of(Long.parseLong(number))
                    .filter(process -> process.settings().startsWith(files.folder()));
            if (known.isPresent()) {
                return known;
            }
        }
        List<DhcpProcess> others = DhcpProcess.below(files.folder());
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    void writeHost(Step.WriteHost step) {
        DhcpFiles files = DhcpFiles.of(directory, step.network());
        if (files.hosts().containsKey(step.port())) {
            read.remove(step.network());
        }
        files.writeHost(step.port(), step.line());
    }

    void dropHost(Step.DropHost step) {
        read.remove(step.network());
        DhcpFiles.of(directory, step.network()).dropHost(step.port());
    }

    /** What makes a server read its hosts; empty when none runs. */
    Optional<Command> reload(NetworkId network) {
        return running(DhcpFiles.of(directory, network))
                .map(process ->
                        new Command(List.of(namespace.programs().kill(), "-HUP", Long.toString(process.pid())), ""));
    }

    void hasRead(NetworkId network) {
        read.add(network);
    }

    /** Ends whatever runs for this network and gives the command that starts it with these settings. */
    Command start(DhcpSettings settings) {
        DhcpFiles files = DhcpFiles.of(directory, settings.networkId());
        stop(settings.networkId());
        Path file = files.writeSettings(settings, user);
        files.closedOnTheWay().ifPresent(closed -> {
            throw new DataplaneException(
                    Category.HOST_UNFIT,
                    "dnsmasq runs as user " + user + " and cannot pass " + closed + ": chmod o+x " + closed);
        });
        files.keepLeasesOf(files.hosts().values());
        return new Command(namespace.dnsmasq("--conf-file=" + file), "");
    }

    /** Ends whatever runs for this network. */
    void stop(NetworkId network) {
        read.remove(network);
        DhcpProcess.below(DhcpFiles.of(directory, network).folder()).forEach(DhcpProcess::end);
    }

    void forget(NetworkId network) {
        DhcpFiles.of(directory, network).forget();
    }

    void sweep() {
        read.clear();
        DhcpProcess.below(directory).forEach(DhcpProcess::end);
        DhcpFiles.in(directory).forEach(DhcpFiles::forget);
    }
}
