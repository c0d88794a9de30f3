package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.whatif.Fork;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewQuery;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds in the read models what a fork of history begins with. */
@ApplicationScoped
public class Forks {
    private final Fleet fleet;
    private final Views views;
    private final View<VmRow> vms;

    public Forks(Fleet fleet, Views views, View<VmRow> vms) {
        this.fleet = fleet;
        this.views = views;
        this.vms = vms;
    }

    /**
     * History at a position that the read models have reached. Fails with {@code NOT_FOUND} when one of the nodes was
     * not there then.
     *
     * @param without nodes whose virtual machines are wanted
     */
    public Uni<Fork> at(long position, Set<NodeId> without) {
        Uni<List<Fork.Machine>> machines = Uni.createFrom().item(ArrayList::new);
        for (NodeId node : without.stream()
                .sorted(java.util.Comparator.comparing(NodeId::value))
                .toList()) {
            ViewQuery query = ViewQuery.all(Map.of("nodeId", node.value()), Optional.of(position));
            machines = machines.call(found -> add(found, query, node));
        }
        Uni<List<Fork.Machine>> all = machines;
        return fleet.candidates(Optional.of(position))
                .invoke(nodes -> without.forEach(node -> require(node, nodes)))
                .chain(nodes -> all.map(found -> new Fork(nodes, found)));
    }

    private Uni<Void> add(List<Fork.Machine> found, ViewQuery query, NodeId node) {
        return views.list(vms, query).chain(page -> {
            page.items().forEach(row -> found.add(machine(row, node)));
            return page.next().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : add(found, query.after(page.next().get()), node);
        });
    }

    private static Fork.Machine machine(VmRow row, NodeId node) {
        return new Fork.Machine(
                new VmId(row.id()),
                row.name(),
                new MemorySize(row.memoryBytes()),
                node,
                VmRow.COMMITTED.contains(row.state()));
    }

    private static void require(NodeId node, List<Placement.Candidate> nodes) {
        if (nodes.stream().noneMatch(known -> known.nodeId().equals(node))) {
            throw new Rejection(CommonProblem.NOT_FOUND, "no node had the id " + node + " then").asException();
        }
    }
}
