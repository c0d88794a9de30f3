package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.whatif.Fork;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
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
        List<Fork.Machine> machines = new ArrayList<>();
        return fleet.candidates(Optional.of(position))
                .invoke(nodes -> without.forEach(node -> require(node, nodes)))
                .call(nodes ->
                        InTurn.each(inOrder(without), node -> on(node, position).invoke(machines::addAll)))
                .map(nodes -> new Fork(nodes, machines));
    }

    private static List<NodeId> inOrder(Set<NodeId> nodes) {
        return nodes.stream().sorted(Comparator.comparing(NodeId::value)).toList();
    }

    private Uni<List<Fork.Machine>> on(NodeId node, long position) {
        return views.all(vms, Map.of("nodeId", node.value()), Optional.of(position))
                .map(rows -> rows.stream().map(row -> machine(row, node)).toList());
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
