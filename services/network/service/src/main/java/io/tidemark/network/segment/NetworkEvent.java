package io.tidemark.network.segment;

/** What happened to a network. The records are the published payloads. */
public sealed interface NetworkEvent {
    NetworkId networkId();

    record NetworkCreated(NetworkId networkId, String tenantId, String name, Cidr cidr, String gateway, int mtu)
            implements NetworkEvent {}
}
