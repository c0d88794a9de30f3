package io.tidemark.network.application;

import io.tidemark.network.port.Shape;
import java.util.Optional;

/**
 * A port as the API shows it.
 *
 * @param state allocated, or bound while its guest is on a node
 */
public record PortRow(
        String id,
        String vmId,
        String tenantId,
        String networkId,
        String mac,
        String ip,
        Shape shape,
        String state,
        Optional<String> nodeId,
        long generation) {
    public PortRow in(String newState, Optional<String> node, long newGeneration) {
        return new PortRow(id, vmId, tenantId, networkId, mac, ip, shape, newState, node, newGeneration);
    }

    public PortRow shaped(Shape newShape, long newGeneration) {
        return new PortRow(id, vmId, tenantId, networkId, mac, ip, newShape, state, nodeId, newGeneration);
    }
}
