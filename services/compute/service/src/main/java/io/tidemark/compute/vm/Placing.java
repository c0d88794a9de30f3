package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.Vm.Body;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decision;
import java.util.List;
import java.util.Optional;

/** Where a machine is to start. */
final class Placing {
    private Placing() {}

    /** Back to the node that has its disk and to no other: a choice may be older than that disk. */
    static Decision<VmEvent> start(VmId id, Body body, Placement.Choice placement) {
        if (placement.chosen().isEmpty()) {
            return reject(VmProblem.NO_NODE, placement.explain());
        }
        return body.home().isEmpty() || body.home().equals(placement.chosen())
                ? accept(placedOrFailed(id, body, placement))
                : reject(VmProblem.VM_BUSY, id + " got its disk on node " + body.node() + " meanwhile; start it again");
    }

    static VmEvent placedOrFailed(VmId id, Body body, Placement.Choice placement) {
        return placement
                .chosen()
                .<VmEvent>map(node -> new VmPlaced(
                        id,
                        body.spec().tenantId(),
                        node,
                        body.epoch() + 1,
                        body.spec().memoryBytes(),
                        body.spec().memoryReservationBytes(),
                        body.spec().vcpus(),
                        List.of(body.port().portId()),
                        placement.verdicts()))
                .orElseGet(() -> new VmStartFailed(
                        id, Optional.empty(), body.epoch(), VmProblem.NO_NODE.name(), placement.explain(), List.of()));
    }
}
