package io.tidemark.compute.node.hypervisor;

import java.util.List;

/** Every domain of the host at one moment. */
public record Inventory(List<OwnDomain> own, List<ForeignDomain> foreign) {
    public Inventory {
        own = List.copyOf(own);
        foreign = List.copyOf(foreign);
    }
}
