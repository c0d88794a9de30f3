package io.tidemark.node.host;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.libvirt.LibvirtHypervisor;
import io.tidemark.compute.node.libvirt.LibvirtUnavailable;
import io.tidemark.compute.node.libvirt.PlatformRemains;
import io.tidemark.compute.node.libvirt.PrivateLibvirt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every guest of a platform to switch itself off. */
final class GuestShutdown {
    private static final Logger LOG = LoggerFactory.getLogger(GuestShutdown.class);

    /** Long enough for a guest that listens to its power button; the others lose their power afterwards. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PRESS_AGAIN = Duration.ofSeconds(2);

    private final NodeHome home;

    GuestShutdown(NodeHome home) {
        this.home = home;
    }

    /** Returns when all are off, or did not listen. */
    void askAll() {
        if (PlatformRemains.guests(home).isEmpty()) {
            return;
        }
        try (PrivateLibvirt libvirt = PrivateLibvirt.start(home);
                Hypervisor hypervisor = new LibvirtHypervisor(home, libvirt.uri(), Accelerator.TCG)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (press(hypervisor) && System.nanoTime() < end) {
                LockSupport.parkNanos(PRESS_AGAIN.toNanos());
            }
        } catch (LibvirtUnavailable | HypervisorException e) {
            LOG.warn("guests cannot be asked to stop: {}", e.getMessage());
        }
    }

    /** False when nobody is left to press the button of. */
    private static boolean press(Hypervisor hypervisor) {
        List<OwnDomain> running = hypervisor.list().own();
        for (OwnDomain guest : running) {
            try {
                hypervisor.stop(guest.vm(), StopMode.GRACEFUL);
            } catch (HypervisorException e) {
                LOG.debug("a guest is just stopping", e);
            }
        }
        return !running.isEmpty();
    }
}
