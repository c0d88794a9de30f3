package io.tidemark.network.segment;

/** What can be asked of a network. */
public sealed interface NetworkCommand {
    record Create(String tenantId, String name, Cidr cidr, int mtu) implements NetworkCommand {}
}
