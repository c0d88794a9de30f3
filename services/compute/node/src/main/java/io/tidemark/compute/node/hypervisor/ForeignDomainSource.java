package io.tidemark.compute.node.hypervisor;

import java.util.List;

/** Another place on this host where somebody may run domains. */
public interface ForeignDomainSource {
    /**
     * The domains that run there now, none of them this platform's.
     *
     * @throws HypervisorException UNREACHABLE when the place does not answer
     */
    List<ForeignDomain> domains();
}
