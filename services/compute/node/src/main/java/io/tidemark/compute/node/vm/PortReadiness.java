package io.tidemark.compute.node.vm;

import java.util.Optional;
import java.util.UUID;

/** What the network module knows about ports on this node. */
public interface PortReadiness {
    /**
     * The tap device of a port that is bound on this host under this generation or a later one; empty while it is not.
     * Answers at once.
     */
    Optional<String> tap(UUID portId, long generation);
}
