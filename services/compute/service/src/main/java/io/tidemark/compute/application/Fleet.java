package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks placement with what is known of the nodes. */
@ApplicationScoped
public class Fleet {
    private final VirtualMachines vms;
    private final Views views;
    private final View<NodeRow> nodes;
    private final Commitments committed;

    public Fleet(VirtualMachines vms, Views views, View<NodeRow> nodes, Commitments committed) {
        this.vms = vms;
        this.views = views;
        this.nodes = nodes;
        this.committed = committed;
    }

    /** Where the virtual machine would go; nowhere when it is not one that could start. */
    public Uni<Placement.Choice> placement(VmId id) {
        return vms.state(id).chain(state -> switch (state) {
            case Vm.Provisioning(VmSpec spec, boolean _) -> choose(spec, Optional.empty());
            case Vm.Stopped(Vm.Body body) -> choose(body.spec(), body.home());
            case Vm.Absent _,
                    Vm.Broken _,
                    Vm.Preparing _,
                    Vm.Launching _,
                    Vm.Withdrawing _,
                    Vm.Compensating _,
                    Vm.Running _,
                    Vm.Stopping _,
                    Vm.Trashed _,
                    Vm.Deleting _,
                    Vm.Gone _ -> Uni.createFrom().item(Placement.Choice.NONE);
        });
    }

    private Uni<Placement.Choice> choose(VmSpec spec, Optional<NodeId> home) {
        return candidates(Optional.empty())
                .map(fleet -> Placement.choose(new Placement.Request(spec.memoryBytes(), home), fleet));
    }

    /** The nodes as placement sees them. @param asOf the position to look at; empty for now */
    Uni<List<Placement.Candidate>> candidates(Optional<Long> asOf) {
        return committed
                .byNode(asOf)
                .chain(taken -> views.all(nodes, Map.of(), asOf)
                        .map(all -> all.stream()
                                .map(row -> new Placement.Candidate(
                                        new NodeId(row.id()),
                                        row.hostname(),
                                        row.state().equals("reachable"),
                                        new MemorySize(row.memoryBytes()),
                                        new MemorySize(taken.getOrDefault(row.id(), 0L))))
                                .toList()));
    }
}
