package io.tidemark.network.port;

import io.tidemark.network.segment.NetworkId;

/** What can be asked of a port. */
public sealed interface PortCommand {
    /** The addresses were chosen free; that they still are is checked by their claim when it commits. */
    record Allocate(VmId vmId, String tenantId, NetworkId networkId, String mac, String ip, Shape shape)
            implements PortCommand {}

    record Refuse(VmId vmId, String tenantId, String code, String detail) implements PortCommand {}

    record Bind(NodeId nodeId, long epoch) implements PortCommand {}

    record Unbind(long epoch) implements PortCommand {}

    record Reshape(Shape shape) implements PortCommand {}

    record Release() implements PortCommand {}
}
