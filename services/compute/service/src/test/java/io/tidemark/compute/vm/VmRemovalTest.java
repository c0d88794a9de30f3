package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.problems.Rejection;
import io.tidemark.testkit.DeciderSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deleted, kept for a while, brought back or removed for good. */
class VmRemovalTest {
    private static final VmId VM = new VmId("vm-1");
    private static final NodeId NODE = new NodeId("node-1");
    private static final VmSpec SPEC = SmallMachine.SPEC;
    private static final Port PORT =
            new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");
    private static final Placement.Choice ON_NODE = new Placement.Choice(
            Optional.of(NODE), List.of(new Placement.Verdict(NODE, "chosen", "8 GiB uncommitted")));
    private static final Instant OVER = Instant.parse("2026-11-23T08:00:00Z");
    private static final Delete DELETE = new Delete(OVER);
    private static final VmTrashed TRASHED = new VmTrashed(VM, OVER);
    private static final VmUndeleted UNDELETED = new VmUndeleted(VM);
    private static final VmDeleteDirected DIRECTED = new VmDeleteDirected(VM, NODE, 1);
    private static final VmDeleted GONE = new VmDeleted(VM);

    private final DeciderSpec<VmCommand, Vm, VmEvent> spec = DeciderSpec.of(new VmDecider(VM));

    private static VmEvent[] after(VmEvent[] before, VmEvent... more) {
        List<VmEvent> events = new ArrayList<>(List.of(before));
        events.addAll(List.of(more));
        return events.toArray(VmEvent[]::new);
    }

    private static VmEvent[] neverStarted(VmEvent... more) {
        return after(new VmEvent[] {new VmDefined(VM, SPEC, false), new VmPortAttached(VM, PORT, false)}, more);
    }

    private static VmEvent[] preparing() {
        return neverStarted(new VmPlaced(
                VM,
                SPEC.tenantId(),
                NODE,
                1,
                SPEC.memoryBytes(),
                SPEC.memoryReservationBytes(),
                1,
                List.of(PORT.portId()),
                ON_NODE.verdicts()));
    }

    private static VmEvent[] running() {
        return after(
                preparing(),
                new VmMemoryGranted(VM, 1),
                new VmPortBound(VM, 1, PORT.portId(), 7),
                new VmStartDirected(VM, NODE, 1),
                new VmStarted(VM, NODE, 1, List.of()));
    }

    /** Its disk is on the node. */
    private static VmEvent[] stopped(VmEvent... more) {
        return after(after(running(), new VmStopped(VM, NODE, 1, "requested", List.of())), more);
    }

    private static VmEvent[] broken(VmEvent... more) {
        return after(
                new VmEvent[] {new VmDefined(VM, SPEC, false), new VmCreationFailed(VM, "NETWORK_FULL", "no address")},
                more);
    }

    @Test
    void a_deleted_machine_keeps_disk_and_port_until_its_grace_is_over() {
        Vm.Body body = new Vm.Body(SPEC, PORT, Optional.of(NODE), 1, new Vm.Asking(0, false));
        spec.given(stopped()).when(DELETE).then(TRASHED).leaving(new Vm.Trashed(body, OVER));
        spec.given(neverStarted()).when(DELETE).then(TRASHED);
        VmEvent[] trashed = stopped(TRASHED);
        spec.given(trashed).when(new ExpireGrace(OVER.minusNanos(1))).thenNothing();
        spec.given(trashed).when(new ExpireGrace(OVER)).then(DIRECTED).leaving(new Vm.Deleting(body));
        spec.given(neverStarted(TRASHED)).when(new ExpireGrace(OVER)).then(GONE);
    }

    @Test
    void deleted_again_it_keeps_its_first_grace() {
        spec.given(stopped(TRASHED)).when(new Delete(OVER.plusSeconds(9))).thenNothing();
        spec.given(stopped(TRASHED)).when(new Delete(OVER.minusSeconds(9))).thenNothing();
    }

    @Test
    void an_undeleted_machine_is_stopped_as_it_was_and_starts_under_the_next_epoch() {
        Vm.Body body = new Vm.Body(SPEC, PORT, Optional.of(NODE), 1, new Vm.Asking(0, false));
        spec.given(stopped(TRASHED)).when(new Undelete()).then(UNDELETED).leaving(new Vm.Stopped(body));
        spec.given(stopped(TRASHED, UNDELETED)).when(new Undelete()).thenNothing();
        spec.given(stopped(TRASHED, UNDELETED))
                .when(new Start(ON_NODE))
                .then(new VmPlaced(
                        VM,
                        SPEC.tenantId(),
                        NODE,
                        2,
                        SPEC.memoryBytes(),
                        SPEC.memoryReservationBytes(),
                        1,
                        List.of(PORT.portId()),
                        ON_NODE.verdicts()));
    }

    @Test
    void the_grace_of_an_earlier_deletion_ends_nothing() {
        spec.given(stopped(TRASHED, UNDELETED)).when(new ExpireGrace(OVER)).thenNothing();
        VmTrashed again = new VmTrashed(VM, OVER.plusSeconds(60));
        spec.given(stopped(TRASHED, UNDELETED, again))
                .when(new ExpireGrace(OVER))
                .thenNothing();
        spec.given(stopped(TRASHED, UNDELETED, again))
                .when(new ExpireGrace(OVER.plusSeconds(60)))
                .then(DIRECTED);
    }

    @Test
    void what_was_never_deleted_is_not_undeleted_but_for_what_is_stopped_anyway() {
        spec.given(stopped()).when(new Undelete()).thenNothing();
        spec.given(running()).when(new Undelete()).thenRejected(VmProblem.VM_NOT_DELETED);
        spec.given(preparing()).when(new Undelete()).thenRejected(VmProblem.VM_NOT_DELETED);
        spec.given(broken()).when(new Undelete()).thenRejected(VmProblem.VM_NOT_DELETED);
        spec.given(new VmDefined(VM, SPEC, true)).when(new Undelete()).thenRejected(VmProblem.VM_NOT_DELETED);
        spec.given().when(new Undelete()).thenRejected(VmProblem.VM_NOT_FOUND);
    }

    @Test
    void an_undelete_after_the_removal_began_is_told_so_and_a_removal_after_the_undelete_ends() {
        spec.given(stopped(TRASHED, DIRECTED)).when(new Undelete()).thenRejected(VmProblem.VM_BEING_REMOVED);
        spec.given(stopped(TRASHED, DIRECTED, GONE)).when(new Undelete()).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(neverStarted(TRASHED, GONE)).when(new Undelete()).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(stopped(TRASHED, UNDELETED)).when(new ExpireGrace(OVER)).thenNothing();
    }

    @Test
    void purging_removes_at_once_what_is_stopped_or_deleted() {
        spec.given(stopped()).when(new Purge()).then(DIRECTED);
        spec.given(stopped(TRASHED)).when(new Purge()).then(DIRECTED);
        spec.given(neverStarted()).when(new Purge()).then(GONE);
        spec.given(neverStarted(TRASHED)).when(new Purge()).then(GONE).leaving(new Vm.Gone(SPEC.tenantId()));
        for (Removing again : List.of(new Purge(), DELETE, new ExpireGrace(OVER))) {
            spec.given(stopped(TRASHED, DIRECTED)).when(again).thenNothing();
            spec.given(stopped(TRASHED, DIRECTED, GONE)).when(again).thenNothing();
        }
        spec.given(stopped(TRASHED, DIRECTED))
                .when(new ReportAbsent(NODE, 1, List.of()))
                .then(GONE);
    }

    @Test
    void what_runs_or_is_on_its_way_is_neither_deleted_nor_purged() {
        for (Removing removing : List.of(DELETE, new Purge())) {
            spec.given(running()).when(removing).thenRejected(VmProblem.VM_NOT_STOPPED);
            spec.given(preparing()).when(removing).thenRejected(VmProblem.VM_BUSY);
            spec.given(new VmDefined(VM, SPEC, true)).when(removing).thenRejected(VmProblem.VM_BUSY);
            spec.given().when(removing).thenRejected(VmProblem.VM_NOT_FOUND);
        }
        spec.given(running()).when(new ExpireGrace(OVER)).thenNothing();
    }

    @Test
    void a_machine_that_holds_nothing_is_gone_at_once() {
        spec.given(broken()).when(DELETE).then(GONE);
        spec.given(broken()).when(new Purge()).then(GONE);
    }

    @Test
    void a_deleted_machine_neither_starts_nor_stops_and_nothing_is_under_way() {
        VmEvent[] trashed = stopped(TRASHED);
        spec.given(trashed).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_DELETED);
        spec.given(trashed).when(new Stop(StopMode.forced)).thenRejected(VmProblem.VM_DELETED);
        spec.given(trashed).when(new Cancel(1)).thenRejected(VmProblem.NOT_CANCELLABLE);
        spec.given(trashed).when(new AskAgain()).thenRejected(VmProblem.NOTHING_AWAITED);
        spec.given(trashed)
                .when(new ExpireStep(1, VmStep.deletion, new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "late")))
                .thenNothing();
    }

    @Test
    void no_fact_and_no_late_grant_changes_a_deleted_machine() {
        VmEvent[] trashed = stopped(TRASHED);
        for (VmCommand told : List.of(
                new ReportRunning(NODE, 1, List.of()),
                new ReportStopped(NODE, 1, "observed", List.of()),
                new ReportAbsent(NODE, 1, List.of()),
                new GrantMemory(1),
                new BindPort(1, PORT.portId(), 7))) {
            spec.given(trashed).when(told).thenNothing();
        }
    }

    @Test
    void a_deleted_machine_is_renamed_like_any_other() {
        spec.given(stopped(TRASHED)).when(new Rename("old")).then(new VmRenamed(VM, "old"));
        Vm.Body body = new Vm.Body(SPEC.named("old"), PORT, Optional.of(NODE), 1, new Vm.Asking(0, false));
        spec.given(stopped(TRASHED, new VmRenamed(VM, "old")))
                .when(new Undelete())
                .then(UNDELETED)
                .leaving(new Vm.Stopped(body));
    }

    @Test
    void a_guest_that_a_node_shows_of_a_deleted_machine_is_a_difference() {
        Vm.Body body = new Vm.Body(SPEC, PORT, Optional.of(NODE), 1, new Vm.Asking(0, false));
        Vm trashed = new Vm.Trashed(body, OVER);
        Sighting runs = new Sighting(NODE, Optional.of(1L));
        assertThat(Reconciliation.of(trashed, List.of(runs)).verdict()).isEqualTo(Reconciliation.Verdict.differs);
        assertThat(Reconciliation.of(trashed, List.of(new Sighting(NODE, Optional.empty())))
                        .verdict())
                .isEqualTo(Reconciliation.Verdict.agrees);
    }

    @Test
    void machines_deleted_before_there_was_a_grace_period_fold_as_ever() {
        spec.given(stopped(DIRECTED)).when(new Undelete()).thenRejected(VmProblem.VM_BEING_REMOVED);
        spec.given(stopped(DIRECTED, GONE)).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(broken(GONE)).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(neverStarted(GONE)).when(DELETE).thenNothing();
    }
}
