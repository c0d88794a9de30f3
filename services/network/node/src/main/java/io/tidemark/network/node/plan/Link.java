package io.tidemark.network.node.plan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network device as found.
 *
 * @param alias free text that stays with the device; empty for none
 * @param mac the device's own address in the kernel's form; not a guest's
 * @param bridge the name of the bridge it is a port of; null for none
 * @param addresses its IPv4 addresses as {@code address/prefix length}
 */
public record Link(
        String name,
        Kind kind,
        String alias,
        String mac,
        int mtu,
        boolean up,
        @Nullable String bridge,
        Set<String> addresses) {
    /** What sort of device it is. */
    public enum Kind {
        BRIDGE,
        TAP,
        /** An intermediate functional block: a device that only queues. */
        IFB,
        OTHER
    }

    public Link {
        addresses = Set.copyOf(addresses);
    }

    Link withAlias(String newAlias) {
        return new Link(name, kind, newAlias, mac, mtu, up, bridge, addresses);
    }

    Link withMac(String newMac) {
        return new Link(name, kind, alias, newMac, mtu, up, bridge, addresses);
    }

    Link withMtu(int newMtu) {
        return new Link(name, kind, alias, mac, newMtu, up, bridge, addresses);
    }

    Link withUp(boolean newUp) {
        return new Link(name, kind, alias, mac, mtu, newUp, bridge, addresses);
    }

    Link withBridge(@Nullable String newBridge) {
        return new Link(name, kind, alias, mac, mtu, up, newBridge, addresses);
    }

    Link withAddresses(Set<String> newAddresses) {
        return new Link(name, kind, alias, mac, mtu, up, bridge, newAddresses);
    }
}
