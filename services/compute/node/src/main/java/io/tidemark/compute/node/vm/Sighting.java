package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.RunTrace;

/** What is seen of a VM on the hypervisor at one moment. */
sealed interface Sighting {
    /** The hypervisor does not answer. */
    record Unknown() implements Sighting {}

    /** No domain. @param trace what is recorded of the journalled epoch's run */
    record Gone(RunTrace trace) implements Sighting {}

    /** A domain, started under this epoch. */
    record Present(long epoch, DomainState state) implements Sighting {
        /** One whose guest runs. */
        Present(long epoch) {
            this(epoch, DomainState.RUNNING);
        }
    }
}
