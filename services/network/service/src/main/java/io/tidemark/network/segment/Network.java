package io.tidemark.network.segment;

/** A network's states. */
public sealed interface Network {
    record Absent() implements Network {}

    /** @param tenantId whose it is; empty text means that everybody may use it */
    record Present(String tenantId, String name, Cidr cidr, int mtu) implements Network {}
}
