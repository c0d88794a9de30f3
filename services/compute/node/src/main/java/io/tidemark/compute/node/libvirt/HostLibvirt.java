package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.ForeignDomain;
import io.tidemark.compute.node.hypervisor.ForeignDomainSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The host's own libvirtd, which is not ours: looked at through its read-only socket and nothing else. */
public final class HostLibvirt implements ForeignDomainSource, AutoCloseable {
    private static final Path SOCKET = Path.of("/run/libvirt/libvirt-sock-ro");
    private static final LibvirtLink.Watcher NOBODY = new LibvirtLink.Watcher() {
        @Override
        public void opened(TellingConnect connection) {}

        @Override
        public void closing(TellingConnect connection) {}

        @Override
        public void lost() {}
    };

    private final DomainView view;
    private final LibvirtLink link;

    private HostLibvirt(NodeHome home) {
        this.view = new DomainView(new DomainNames(home));
        this.link = LibvirtLink.readOnly("qemu:///system?socket=" + SOCKET, NOBODY);
    }

    /** Empty when this host runs no libvirtd of its own. */
    public static Optional<HostLibvirt> ofThisHost(NodeHome home) {
        return Files.exists(SOCKET) ? Optional.of(new HostLibvirt(home)) : Optional.empty();
    }

    @Override
    public List<ForeignDomain> domains() {
        return link.call("virConnectListAllDomains", SOCKET, view::inventory)
                .value()
                .foreign();
    }

    @Override
    public void close() {
        link.close();
    }
}
