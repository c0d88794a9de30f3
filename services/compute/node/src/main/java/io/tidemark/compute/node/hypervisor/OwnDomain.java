package io.tidemark.compute.node.hypervisor;

import io.tidemark.compute.node.VmId;

/**
 * A domain of this platform, as the hypervisor has it.
 *
 * @param epoch the epoch under which it was started, from the domain's own metadata
 */
public record OwnDomain(VmId vm, long epoch, DomainState state) {}
