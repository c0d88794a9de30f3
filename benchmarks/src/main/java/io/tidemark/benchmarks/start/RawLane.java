package io.tidemark.benchmarks.start;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.libvirt.DomainDefinition;
import java.time.Duration;
import java.util.Map;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** {@code virDomainCreateXML} on an open connection, and nothing else. */
final class RawLane implements Lane {
    private final String measure;
    private final Connect connection;
    private final NodeHome home;
    private final ReadyGuest guest;
    private final Accelerator accelerator;
    private long epoch;

    /** @param measure the name under which the time is answered */
    RawLane(String measure, Connect connection, NodeHome home, ReadyGuest guest, Accelerator accelerator) {
        this.measure = measure;
        this.connection = connection;
        this.home = home;
        this.guest = guest;
        this.accelerator = accelerator;
    }

    @Override
    public Map<String, Duration> start() {
        String xml = DomainDefinition.xml(guest.spec(), ++epoch, home, accelerator);
        try {
            long begun = System.nanoTime();
            connection.domainCreateXML(xml, 0).free();
            return Map.of(measure, Duration.ofNanos(System.nanoTime() - begun));
        } catch (LibvirtException e) {
            throw new IllegalStateException("libvirt does not start " + guest.vm(), e);
        }
    }

    @Override
    public void stop() {
        try {
            Domain domain = connection.domainLookupByUUIDString(guest.vm().toString());
            domain.destroy();
            domain.free();
        } catch (LibvirtException e) {
            throw new IllegalStateException("libvirt does not stop " + guest.vm(), e);
        }
    }
}
