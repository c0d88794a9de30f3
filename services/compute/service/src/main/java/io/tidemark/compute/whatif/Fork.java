package io.tidemark.compute.whatif;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmId;
import io.tidemark.units.MemorySize;
import java.util.List;

/**
 * History at a moment, where it forks.
 *
 * @param fleet the nodes as placement saw them
 * @param machines the virtual machines of the nodes that will be taken away, in the order in which they look for a place
 */
public record Fork(List<Placement.Candidate> fleet, List<Machine> machines) {
    public Fork {
        fleet = List.copyOf(fleet);
        machines = List.copyOf(machines);
    }

    /**
     * A virtual machine on its node.
     *
     * @param node the node that holds its disk
     * @param committed whether it counts as memory taken: it runs, or is about to
     */
    public record Machine(VmId id, String name, MemorySize memory, NodeId node, boolean committed) {}
}
