package io.tidemark.compute.api;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.vm.TenantId;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.compute.whatif.Changes;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be otherwise than it was. All of it may be absent.
 *
 * @param vms virtual machines that are created and started, one after the other
 * @param withoutNodes ids of nodes that are taken away
 * @param withNodes nodes that are added
 */
public record WhatIfRequest(
        Optional<List<Machines>> vms, Optional<List<String>> withoutNodes, Optional<List<Nodes>> withNodes) {
    /** An answer tells of each with its reasons, so it is bounded. */
    private static final int MOST = 100;

    /**
     * Virtual machines of one size.
     *
     * @param vcpus 1 when absent
     * @param count 1 when absent
     */
    public record Machines(long memoryBytes, Optional<Integer> vcpus, Optional<Integer> count) {}

    /** Nodes of one size, reachable and empty. @param count 1 when absent */
    public record Nodes(long memoryBytes, Optional<Integer> count) {}

    /** @throws IllegalArgumentException when a number makes no sense */
    Changes changes() {
        return new Changes(without(), with(), arrivals());
    }

    private Set<NodeId> without() {
        return withoutNodes.orElse(List.of()).stream().map(NodeId::new).collect(Collectors.toSet());
    }

    private List<Placement.Candidate> with() {
        List<Placement.Candidate> all = new ArrayList<>();
        for (Nodes nodes : withNodes.orElse(List.of())) {
            int count = bounded("withNodes", all.size(), nodes.count());
            for (int i = 0; i < count; i++) {
                String name = "new-" + (all.size() + 1);
                MemorySize memory = new MemorySize(nodes.memoryBytes());
                all.add(new Placement.Candidate(new NodeId(name), name, true, memory, MemorySize.ZERO));
            }
        }
        return all;
    }

    private List<VmSpec> arrivals() {
        List<VmSpec> all = new ArrayList<>();
        for (Machines machines : vms.orElse(List.of())) {
            int count = bounded("vms", all.size(), machines.count());
            for (int i = 0; i < count; i++) {
                all.add(spec("vm-" + (all.size() + 1), machines));
            }
        }
        return all;
    }

    private static int bounded(String field, int already, Optional<Integer> count) {
        int wanted = count.orElse(1);
        if (wanted < 1 || wanted > MOST - already) {
            throw new IllegalArgumentException(
                    "'" + field + "' are at most " + MOST + " together, each count at least 1");
        }
        return wanted;
    }

    /** Whose it is and what is on its disk decides nothing here. */
    private static VmSpec spec(String name, Machines size) {
        return new VmSpec(
                new TenantId("what-if"),
                name,
                size.vcpus().orElse(1),
                new MemorySize(size.memoryBytes()),
                MemorySize.ZERO,
                new ImageId("what-if"),
                "",
                MemorySize.ZERO,
                Optional.empty(),
                Optional.empty());
    }
}
