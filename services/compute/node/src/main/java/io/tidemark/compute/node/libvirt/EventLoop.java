package io.tidemark.compute.node.libvirt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt;

/**
 * libvirt's event loop, of which a process has one. It must be there before the first connection is opened, and needs a
 * thread for ever.
 */
final class EventLoop {
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());

    private EventLoop() {}

    /** Begins the loop once; returns when connections may be opened. */
    static void ensureRunning() {
        Once.begun();
    }

    private static final class Once {
        private static final Libvirt.VirErrorCallback QUIET = (data, error) -> {};

        static {
            try {
                Library.initEventLoop();
                // Every failure reaches us as an exception too; libvirt's own way is a line on standard error.
                Connect.setErrorCallback(QUIET);
            } catch (LibvirtException e) {
                throw new IllegalStateException("libvirt's event loop cannot be set up", e);
            }
            Thread.ofPlatform().daemon().name("libvirt-events").start(Once::turn);
        }

        private static void begun() {}

        private static void turn() {
            while (true) {
                try {
                    Library.processEvent();
                } catch (LibvirtException e) {
                    LOG.log(Level.WARNING, "libvirt's event loop stumbled: {0}", e.getMessage());
                }
            }
        }
    }
}
