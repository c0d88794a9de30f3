package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import java.util.Optional;

/**
 * What a node's last measurement showed of a virtual machine.
 *
 * @param epoch of the guest that runs there; empty when none does
 */
public record Sighting(NodeId node, Optional<Long> epoch) {}
