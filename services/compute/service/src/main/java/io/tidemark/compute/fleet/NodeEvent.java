package io.tidemark.compute.fleet;

import java.time.Instant;
import java.util.List;

/** What happened to a node. The records are the published payloads. */
public sealed interface NodeEvent {
    NodeId nodeId();

    record NodeRegistered(
            NodeId nodeId,
            String hostname,
            int cpus,
            io.tidemark.units.MemorySize memoryBytes,
            Node.Capabilities capabilities,
            String bootId,
            String agentVersion,
            String consoleAddress)
            implements NodeEvent {}

    /** No sign of life for longer than the bound. Its guests may well run on. */
    record NodeUnreachable(NodeId nodeId, Instant lastSeen) implements NodeEvent {}

    record NodeReachable(NodeId nodeId) implements NodeEvent {}

    record NodeDomainsObserved(NodeId nodeId, List<Node.ForeignDomain> foreignDomains) implements NodeEvent {}
}
