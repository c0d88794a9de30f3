package io.tidemark.compute.fleet;

import java.time.Instant;
import java.util.List;

/** What can be told of a node. */
public sealed interface NodeCommand {
    record Register(Node.Registration registration) implements NodeCommand {}

    record Miss(Instant lastSeen) implements NodeCommand {}

    record Meet() implements NodeCommand {}

    record ObserveDomains(List<Node.ForeignDomain> domains) implements NodeCommand {}
}
