package io.tidemark.compute.node.libvirt;

/** The platform's own libvirt cannot run on this host; the message is one line that says why. */
public final class LibvirtUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LibvirtUnavailable(String message) {
        super(message);
    }
}
