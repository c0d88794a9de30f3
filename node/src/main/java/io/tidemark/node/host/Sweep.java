package io.tidemark.node.host;

import io.tidemark.compute.node.FileTrees;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.libvirt.PlatformRemains;
import io.tidemark.network.node.linux.LinuxDataplane;
import io.tidemark.node.identity.AgentLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes everything of one platform off this host: guests, libvirt's daemons, DHCP servers, control groups, the network
 * namespace with all in it, and, unless told otherwise, the node's files. Idempotent.
 */
public final class Sweep {
    private final NodeHome home;

    public Sweep(NodeHome home) {
        this.home = home;
    }

    /** @throws IllegalStateException when an agent works for this home: it would bring back what is swept */
    public void run(boolean keepFiles) throws IOException {
        if (!Files.exists(home.node()) && !Files.exists(Path.of("/run/netns", home.netns()))) {
            return;
        }
        try (AgentLock lock = AgentLock.take(home.node())
                .orElseThrow(() -> new IllegalStateException("an agent works for " + home.root() + ": end it first"))) {
            if (keepFiles) {
                new GuestShutdown(home).askAll();
            }
            PlatformRemains.removeFromHost(home);
            new LinuxDataplane(home.tag(), home.node().resolve("network")).sweep();
        }
        if (!keepFiles) {
            FileTrees.delete(home.node());
        }
    }
}
