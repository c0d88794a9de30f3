package io.tidemark.compute.application;

import io.tidemark.compute.fleet.Node;
import java.util.List;

/** A node as the API shows it, but for when it was last seen: that is measured, not recorded. */
public record NodeRow(
        String id,
        String hostname,
        int cpus,
        long memoryBytes,
        String state,
        Node.Capabilities capabilities,
        List<Node.ForeignDomain> foreignDomains,
        String consoleAddress) {
    public NodeRow in(String newState) {
        return new NodeRow(id, hostname, cpus, memoryBytes, newState, capabilities, foreignDomains, consoleAddress);
    }

    public NodeRow seeing(List<Node.ForeignDomain> domains) {
        return new NodeRow(id, hostname, cpus, memoryBytes, state, capabilities, domains, consoleAddress);
    }
}
