package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import java.util.List;

/** The volumes of a VM on this node. */
public interface VmDisks {
    /**
     * Makes sure that every disk's volume is there, and says how to attach them. Idempotent; what is there keeps its data.
     *
     * @throws DiskRefusal when an image is missing or unfit, or the datastore is full
     */
    Prepared prepare(VmDirective directive);

    /** Removes the volumes with their data. Idempotent. */
    List<Action> remove(VmDirective directive);

    /** @param actions only what had to be done */
    record Prepared(List<DomainSpec.Disk> disks, List<Action> actions) {}
}
