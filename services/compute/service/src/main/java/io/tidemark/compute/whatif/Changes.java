package io.tidemark.compute.whatif;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmSpec;
import java.util.List;
import java.util.Set;

/**
 * What is otherwise than it was. Nodes come and go first, then what ran on those that went looks for a place, then
 * virtual machines arrive one after the other.
 *
 * @param without nodes that are taken away
 * @param with nodes that are added
 * @param arrivals virtual machines that are created and started
 */
public record Changes(Set<NodeId> without, List<Placement.Candidate> with, List<VmSpec> arrivals) {
    public Changes {
        without = Set.copyOf(without);
        with = List.copyOf(with);
        arrivals = List.copyOf(arrivals);
    }
}
