package io.tidemark.compute.node.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/**
 * A connection that also tells what the Java binding leaves out: why a domain is in its state, and, in a way that can be
 * ended before the connection is closed, that a guest begins anew.
 */
final class TellingConnect extends Connect {
    /** What libvirt answers when it does not know a reason: each state has it. */
    private static final int UNKNOWN = 0;

    /** VIR_DOMAIN_EVENT_ID_REBOOT: the guest was reset, by whomever. */
    private static final int REBOOT = 1;

    private static final int NOT_REGISTERED = -1;
    private static final int UUID_BUFFER = 37;

    private @Nullable Restarts ear;
    private int registration = NOT_REGISTERED;

    /** Hears on libvirt's thread which domain's guest begins anew. */
    interface OnRestart {
        void restarted(String name, String uuid);
    }

    /** libvirt's callback; held for as long as it is registered, or it would be collected. */
    interface Restarts extends Callback {
        void restarted(Pointer connection, Pointer domain, Pointer opaque);
    }

    /** The same library as the binding's. */
    interface Calls extends Library {
        Calls LIBRARY = Native.load("virt", Calls.class);

        Pointer virDomainLookupByUUIDString(ConnectionPointer connection, String uuid);

        int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

        int virDomainGetUUIDString(Pointer domain, byte[] text);

        String virDomainGetName(Pointer domain);

        int virDomainFree(Pointer domain);

        int virConnectDomainEventRegisterAny(
                ConnectionPointer connection,
                @Nullable Pointer domain,
                int event,
                Restarts ear,
                @Nullable Pointer opaque,
                @Nullable Pointer release);

        int virConnectDomainEventDeregisterAny(ConnectionPointer connection, int registration);
    }

    TellingConnect(String uri, boolean readOnly) throws LibvirtException {
        super(uri, readOnly);
    }

    /** The reason as libvirt numbers those of the domain's state; zero when it is not known, or the domain is gone. */
    int reason(String uuid) {
        Pointer domain = Calls.LIBRARY.virDomainLookupByUUIDString(vcp, uuid);
        if (domain == null) {
            return UNKNOWN;
        }
        try {
            IntByReference reason = new IntByReference(UNKNOWN);
            int answer = Calls.LIBRARY.virDomainGetState(domain, new IntByReference(), reason, 0);
            return answer < 0 ? UNKNOWN : reason.getValue();
        } finally {
            Calls.LIBRARY.virDomainFree(domain);
        }
    }

    /** Call once, before {@link #hearNoRestarts}. Where libvirt does not take it, restarts are never told. */
    void hearRestarts(OnRestart listener) {
        ear = (connection, domain, opaque) -> listener.restarted(Calls.LIBRARY.virDomainGetName(domain), uuid(domain));
        registration = Calls.LIBRARY.virConnectDomainEventRegisterAny(vcp, null, REBOOT, ear, null, null);
    }

    /** Ends it. Idempotent. */
    void hearNoRestarts() {
        if (registration != NOT_REGISTERED) {
            Calls.LIBRARY.virConnectDomainEventDeregisterAny(vcp, registration);
            registration = NOT_REGISTERED;
        }
    }

    private static String uuid(Pointer domain) {
        byte[] text = new byte[UUID_BUFFER];
        Calls.LIBRARY.virDomainGetUUIDString(domain, text);
        return new String(text, 0, UUID_BUFFER - 1, StandardCharsets.US_ASCII);
    }
}
