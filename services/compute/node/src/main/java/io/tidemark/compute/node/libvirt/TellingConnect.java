package io.tidemark.compute.node.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/** A connection that also tells why a domain is in its state, which the Java binding leaves out. */
final class TellingConnect extends Connect {
    /** What libvirt answers when it does not know a reason: each state has it. */
    private static final int UNKNOWN = 0;

    /** The same library as the binding's. */
    interface States extends Library {
        States LIBRARY = Native.load("virt", States.class);

        Pointer virDomainLookupByUUIDString(ConnectionPointer connection, String uuid);

        int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

        int virDomainFree(Pointer domain);
    }

    TellingConnect(String uri, boolean readOnly) throws LibvirtException {
        super(uri, readOnly);
    }

    /** The reason as libvirt numbers those of the domain's state; zero when it is not known, or the domain is gone. */
    int reason(String uuid) {
        Pointer domain = States.LIBRARY.virDomainLookupByUUIDString(vcp, uuid);
        if (domain == null) {
            return UNKNOWN;
        }
        try {
            IntByReference reason = new IntByReference(UNKNOWN);
            int answer = States.LIBRARY.virDomainGetState(domain, new IntByReference(), reason, 0);
            return answer < 0 ? UNKNOWN : reason.getValue();
        } finally {
            States.LIBRARY.virDomainFree(domain);
        }
    }
}
