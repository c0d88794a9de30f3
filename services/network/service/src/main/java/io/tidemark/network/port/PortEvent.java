package io.tidemark.network.port;

import io.tidemark.network.segment.NetworkId;

/** What happened to a port. The records are the published payloads. */
public sealed interface PortEvent {
    PortId portId();

    record PortAllocated(
            PortId portId, VmId vmId, String tenantId, NetworkId networkId, String mac, String ip, Shape shape)
            implements PortEvent {}

    record PortRefused(PortId portId, VmId vmId, String tenantId, String code, String detail) implements PortEvent {}

    record PortBound(PortId portId, VmId vmId, NodeId nodeId, long epoch, long generation) implements PortEvent {}

    record PortUnbound(PortId portId, VmId vmId, NodeId nodeId, long epoch, long generation) implements PortEvent {}

    record PortReshaped(PortId portId, VmId vmId, Shape shape, long generation) implements PortEvent {}

    record PortReleased(PortId portId, VmId vmId) implements PortEvent {}
}
