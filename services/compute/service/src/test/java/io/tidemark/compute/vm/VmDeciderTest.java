package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.problems.Rejection;
import io.tidemark.testkit.DeciderSpec;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmDeciderTest {
    private static final VmId VM = new VmId("vm-1");
    private static final NodeId NODE = new NodeId("node-1");
    private static final NodeId OTHER_NODE = new NodeId("node-2");
    private static final Port PORT =
            new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");
    private static final VmSpec SPEC = spec("web1", 1, 256, 0);
    private static final Placement.Choice ON_NODE = new Placement.Choice(
            Optional.of(NODE), List.of(new Placement.Verdict(NODE, "chosen", "8 GiB uncommitted")));
    private static final Rejection TIMED_OUT = new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "after 120 s");

    private final DeciderSpec<VmCommand, Vm, VmEvent> spec = DeciderSpec.of(new VmDecider(VM));

    private static VmSpec spec(String name, int vcpus, long memoryMib, long reservedMib) {
        return new VmSpec(
                new TenantId("acme"),
                name,
                vcpus,
                MemorySize.ofMebibytes(memoryMib),
                MemorySize.ofMebibytes(reservedMib),
                new ImageId("image-1"),
                "/images/image-1.qcow2",
                MemorySize.ofMebibytes(64),
                Optional.empty(),
                Optional.empty());
    }

    private static VmPlaced placed(long epoch) {
        return new VmPlaced(
                VM,
                SPEC.tenantId(),
                NODE,
                epoch,
                SPEC.memoryBytes(),
                SPEC.memoryReservationBytes(),
                1,
                List.of(PORT.portId()),
                ON_NODE.verdicts());
    }

    private static VmEvent[] history(VmEvent... more) {
        List<VmEvent> events =
                new ArrayList<>(List.of(new VmDefined(VM, SPEC, false), new VmPortAttached(VM, PORT, false)));
        events.addAll(List.of(more));
        return events.toArray(VmEvent[]::new);
    }

    private static VmEvent[] launching() {
        return history(
                placed(1),
                new VmMemoryGranted(VM, 1),
                new VmPortBound(VM, 1, PORT.portId(), 7),
                new VmStartDirected(VM, NODE, 1));
    }

    private static VmEvent[] after(VmEvent[] before, VmEvent... more) {
        List<VmEvent> events = new ArrayList<>(List.of(before));
        events.addAll(List.of(more));
        return events.toArray(VmEvent[]::new);
    }

    private static VmEvent[] running() {
        return after(launching(), new VmStarted(VM, NODE, 1, List.of()));
    }

    @Test
    void a_new_machine_is_defined_and_waits_for_its_port() {
        spec.given()
                .when(new Define(VM, SPEC, true))
                .then(new VmDefined(VM, SPEC, true))
                .leaving(new Vm.Provisioning(SPEC, true));
    }

    @Test
    void a_machine_that_makes_no_sense_is_refused() {
        spec.given().when(new Define(VM, spec("", 1, 256, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("a\u0000b", 1, 256, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("x".repeat(64), 1, 256, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("web1", 0, 256, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("web1", 256, 256, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("web1", 1, 63, 0), true)).thenRejected(VmProblem.VM_INVALID);
        spec.given().when(new Define(VM, spec("web1", 1, 256, 257), true)).thenRejected(VmProblem.VM_INVALID);
    }

    @Test
    void one_that_shall_start_is_placed_as_soon_as_it_has_its_port() {
        spec.given(new VmDefined(VM, SPEC, true))
                .when(new AttachPort(PORT, ON_NODE))
                .then(new VmPortAttached(VM, PORT, true), placed(1));
    }

    @Test
    void one_that_shall_start_where_no_node_can_take_it_stays_stopped_with_the_reason() {
        spec.given(new VmDefined(VM, SPEC, true))
                .when(new AttachPort(PORT, Placement.Choice.NONE))
                .then(
                        new VmPortAttached(VM, PORT, true),
                        new VmStartFailed(VM, Optional.empty(), 0, "NO_NODE", "no node is enrolled", List.of()));
    }

    @Test
    void a_refused_port_ends_the_creation() {
        spec.given(new VmDefined(VM, SPEC, true))
                .when(new RefusePort("NETWORK_FULL", "no address"))
                .then(new VmCreationFailed(VM, "NETWORK_FULL", "no address"))
                .leaving(new Vm.Broken(SPEC, "NETWORK_FULL", "no address"));
    }

    @Test
    void the_node_is_told_to_start_only_when_memory_and_port_are_granted_whichever_comes_first() {
        spec.given(history(placed(1)))
                .when(new BindPort(1, PORT.portId(), 7))
                .then(new VmPortBound(VM, 1, PORT.portId(), 7));
        spec.given(history(placed(1), new VmPortBound(VM, 1, PORT.portId(), 7)))
                .when(new GrantMemory(1))
                .then(new VmMemoryGranted(VM, 1), new VmStartDirected(VM, NODE, 1));
        spec.given(history(placed(1), new VmMemoryGranted(VM, 1)))
                .when(new BindPort(1, PORT.portId(), 7))
                .then(new VmPortBound(VM, 1, PORT.portId(), 7), new VmStartDirected(VM, NODE, 1));
    }

    @Test
    void a_grant_of_an_old_epoch_changes_nothing() {
        VmStartFailed failed = new VmStartFailed(VM, Optional.of(NODE), 1, "NO_MEMORY", "full", List.of());
        spec.given(history(placed(1), failed, placed(2)))
                .when(new GrantMemory(1))
                .thenNothing();
        spec.given(history(placed(1), failed, placed(2)))
                .when(new BindPort(1, PORT.portId(), 7))
                .thenNothing();
        spec.given(history(placed(1), failed)).when(new GrantMemory(1)).thenNothing();
    }

    @Test
    void refused_memory_ends_the_start_and_leaves_the_machine_stopped() {
        spec.given(history(placed(1)))
                .when(new RefuseMemory(1, "NO_MEMORY", "needs 256 MiB, 100 MiB free"))
                .then(new VmStartFailed(
                        VM, Optional.of(NODE), 1, "NO_MEMORY", "needs 256 MiB, 100 MiB free", List.of()))
                .leaving(new Vm.Stopped(new Vm.Body(SPEC, PORT, Optional.empty(), 1, new Vm.Asking(0, false))));
    }

    @Test
    void a_start_that_no_node_was_told_of_may_go_elsewhere_next_time() {
        VmStartFailed failed = new VmStartFailed(VM, Optional.of(NODE), 1, "NO_MEMORY", "full", List.of());
        spec.given(history(placed(1), failed)).when(new Purge()).then(new VmDeleted(VM));
    }

    @Test
    void the_nodes_fact_under_the_current_epoch_makes_it_running() {
        spec.given(launching()).when(new ReportRunning(NODE, 1, List.of())).then(new VmStarted(VM, NODE, 1, List.of()));
    }

    @Test
    void a_fact_of_another_epoch_or_another_node_changes_nothing() {
        spec.given(launching()).when(new ReportRunning(NODE, 2, List.of())).thenNothing();
        spec.given(launching())
                .when(new ReportRunning(OTHER_NODE, 1, List.of()))
                .thenNothing();
        spec.given(running())
                .when(new ReportStopped(NODE, 2, "crashed", List.of()))
                .thenNothing();
        spec.given(running())
                .when(new ReportStopped(OTHER_NODE, 1, "crashed", List.of()))
                .thenNothing();
    }

    @Test
    void after_the_directive_a_silent_node_is_not_given_up_but_told_under_a_raised_epoch() {
        spec.given(launching())
                .when(new ExpireStep(1, VmStep.start, TIMED_OUT))
                .then(new VmStartWithdrawn(VM, NODE, 2, "NODE_DID_NOT_ANSWER", "after 120 s"));
        VmEvent[] withdrawing =
                after(launching(), new VmStartWithdrawn(VM, NODE, 2, "NODE_DID_NOT_ANSWER", "after 120 s"));
        spec.given(withdrawing).when(new ReportRunning(NODE, 1, List.of())).thenNothing();
        spec.given(withdrawing)
                .when(new ReportStopped(NODE, 1, "observed", List.of()))
                .thenNothing();
        VmStepOverdue overdue = new VmStepOverdue(VM, NODE, 2, VmStep.withdrawal, "NODE_DID_NOT_ANSWER", "after 120 s");
        spec.given(withdrawing)
                .when(new ExpireStep(2, VmStep.withdrawal, TIMED_OUT))
                .then(overdue);
        spec.given(after(withdrawing, overdue))
                .when(new ExpireStep(2, VmStep.withdrawal, TIMED_OUT))
                .thenNothing();
        spec.given(withdrawing).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_BUSY);
        spec.given(withdrawing).when(new Purge()).thenRejected(VmProblem.VM_BUSY);
    }

    @Test
    void a_withdrawn_start_ends_with_the_nodes_answer() {
        VmEvent[] withdrawing =
                after(launching(), new VmStartWithdrawn(VM, NODE, 2, "NODE_DID_NOT_ANSWER", "after 120 s"));
        spec.given(withdrawing)
                .when(new ReportStopped(NODE, 2, "requested", List.of()))
                .then(asked(2, Grant.port, "NODE_DID_NOT_ANSWER", NOT_RUN));
    }

    @Test
    void before_the_directive_a_time_out_leads_back() {
        spec.given(history(placed(1)))
                .when(new ExpireStep(1, VmStep.grants, new Rejection(VmProblem.GRANTS_DID_NOT_COME, "after 30 s")))
                .then(new VmStartFailed(VM, Optional.of(NODE), 1, "GRANTS_DID_NOT_COME", "after 30 s", List.of()));
        spec.given(new VmDefined(VM, SPEC, true))
                .when(new ExpireStep(
                        0, VmStep.port, new Rejection(VmProblem.NETWORK_DID_NOT_ANSWER, "no port after 30 s")))
                .then(new VmCreationFailed(VM, "NETWORK_DID_NOT_ANSWER", "no port after 30 s"));
    }

    @Test
    void before_the_directive_an_operation_can_be_cancelled() {
        spec.given(new VmDefined(VM, SPEC, true))
                .when(new Cancel(0))
                .then(new VmCreationFailed(VM, "CANCELLED", "before it had a port"));
        spec.given(history(placed(1)))
                .when(new Cancel(1))
                .then(new VmStartFailed(
                        VM, Optional.of(NODE), 1, "CANCELLED", "before a node was told to start it", List.of()));
    }

    @Test
    void what_was_granted_is_given_back_one_by_one_the_last_first_before_the_start_has_failed() {
        VmEvent[] asked = after(launching(), asked(1, Grant.port, "DISK_BROKEN", "no file"));
        spec.given(launching())
                .when(new ReportStartFailed(NODE, 1, "DISK_BROKEN", "no file", List.of()))
                .then(asked(1, Grant.port, "DISK_BROKEN", "no file"));
        spec.given(asked)
                .when(new ConfirmGivenBack(1, Grant.port))
                .then(ended(1, Grant.port, true), asked(1, Grant.memory, "DISK_BROKEN", "no file"));
        VmEvent[] next = after(asked, ended(1, Grant.port, true), asked(1, Grant.memory, "DISK_BROKEN", "no file"));
        spec.given(next).when(new ConfirmGivenBack(1, Grant.port)).thenNothing();
        spec.given(next)
                .when(new ConfirmGivenBack(1, Grant.memory))
                .then(
                        ended(1, Grant.memory, true),
                        new VmStartFailed(VM, Optional.of(NODE), 1, "DISK_BROKEN", "no file", List.of()));
    }

    @Test
    void memory_that_was_granted_after_the_port_goes_back_before_it() {
        VmPortBound bound = new VmPortBound(VM, 1, PORT.portId(), 7);
        VmEvent[] launching = history(placed(1), bound, new VmMemoryGranted(VM, 1), new VmStartDirected(VM, NODE, 1));
        spec.given(launching)
                .when(new ReportStartFailed(NODE, 1, "DISK_BROKEN", "no file", List.of()))
                .then(asked(1, Grant.memory, "DISK_BROKEN", "no file"));
        spec.given(history(placed(1), bound))
                .when(new RefuseMemory(1, "NO_MEMORY", "full"))
                .then(asked(1, Grant.port, "NO_MEMORY", "full"));
    }

    @Test
    void a_compensation_that_nobody_confirms_ends_in_time_and_the_next_begins() {
        VmEvent[] asked = after(launching(), asked(1, Grant.port, "DISK_BROKEN", "no file"));
        spec.given(asked)
                .when(new ExpireStep(1, VmStep.unbinding, TIMED_OUT))
                .then(ended(1, Grant.port, false), asked(1, Grant.memory, "DISK_BROKEN", "no file"));
        spec.given(asked).when(new ExpireStep(1, VmStep.release, TIMED_OUT)).thenNothing();
        spec.given(asked).when(new ConfirmGivenBack(0, Grant.port)).thenNothing();
        spec.given(asked).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_BUSY);
        spec.given(asked).when(new Cancel(1)).thenRejected(VmProblem.NOT_CANCELLABLE);
    }

    @Test
    void what_was_granted_before_a_start_was_withdrawn_is_known_by_the_epoch_of_its_grant() {
        VmEvent[] asked = after(
                launching(),
                new VmStartWithdrawn(VM, NODE, 2, "NODE_DID_NOT_ANSWER", "after 120 s"),
                asked(2, Grant.port, "NODE_DID_NOT_ANSWER", NOT_RUN));
        spec.given(asked).when(new ConfirmGivenBack(2, Grant.port)).thenNothing();
        spec.given(asked)
                .when(new ConfirmGivenBack(1, Grant.port))
                .then(ended(2, Grant.port, true), asked(2, Grant.memory, "NODE_DID_NOT_ANSWER", NOT_RUN));
    }

    @Test
    void what_is_waited_for_is_asked_for_again_under_a_raised_generation() {
        spec.given(new VmDefined(VM, SPEC, true)).when(new AskAgain()).then(again(Optional.empty(), 0, 0, VmStep.port));
        spec.given(history(placed(1))).when(new AskAgain()).then(again(Optional.of(NODE), 1, 1, VmStep.grants));
        spec.given(launching()).when(new AskAgain()).then(again(Optional.of(NODE), 1, 1, VmStep.start));
        spec.given(after(launching(), again(Optional.of(NODE), 1, 1, VmStep.start)))
                .when(new AskAgain())
                .then(again(Optional.of(NODE), 1, 2, VmStep.start));
        VmEvent[] stopping = after(running(), new VmStopDirected(VM, NODE, 1, StopMode.graceful));
        VmStepOverdue overdue = new VmStepOverdue(VM, NODE, 1, VmStep.stop, "NODE_DID_NOT_ANSWER", "after 120 s");
        spec.given(stopping).when(new ExpireStep(1, VmStep.stop, TIMED_OUT)).then(overdue);
        spec.given(after(stopping, overdue, again(Optional.of(NODE), 1, 1, VmStep.stop)))
                .when(new ExpireStep(1, VmStep.stop, TIMED_OUT))
                .then(overdue);
    }

    @Test
    void where_nothing_is_under_way_nothing_is_asked_for_again() {
        spec.given(running()).when(new AskAgain()).thenRejected(VmProblem.NOTHING_AWAITED);
        spec.given(history()).when(new AskAgain()).thenRejected(VmProblem.NOTHING_AWAITED);
        spec.given(history(new VmDeleted(VM))).when(new AskAgain()).thenRejected(VmProblem.NOTHING_AWAITED);
        spec.given().when(new AskAgain()).thenRejected(VmProblem.VM_NOT_FOUND);
    }

    private static final String NOT_RUN = "the node confirmed under a raised epoch that it does not run";

    private static VmCompensationAsked asked(long epoch, Grant grant, String code, String detail) {
        return new VmCompensationAsked(VM, NODE, epoch, grant, code, detail, List.of());
    }

    private static VmCompensationEnded ended(long epoch, Grant grant, boolean confirmed) {
        return new VmCompensationEnded(VM, NODE, epoch, grant, confirmed);
    }

    private static VmAskedAgain again(Optional<NodeId> node, long epoch, long generation, VmStep step) {
        return new VmAskedAgain(VM, SPEC, node, epoch, generation, step, "an operator asked again");
    }

    @Test
    void what_a_node_was_told_or_what_is_over_or_began_anew_is_not_cancelled() {
        spec.given(launching()).when(new Cancel(1)).thenRejected(VmProblem.NOT_CANCELLABLE);
        spec.given(running()).when(new Cancel(1)).thenRejected(VmProblem.NOT_CANCELLABLE);
        spec.given(history()).when(new Cancel(0)).thenRejected(VmProblem.NOT_CANCELLABLE);
        spec.given(history(placed(1))).when(new Cancel(0)).thenRejected(VmProblem.NOT_CANCELLABLE);
    }

    @Test
    void starting_what_starts_or_runs_and_stopping_what_is_stopped_changes_nothing() {
        spec.given(running()).when(new Start(ON_NODE)).thenNothing();
        spec.given(launching()).when(new Start(ON_NODE)).thenNothing();
        spec.given(history()).when(new Stop(StopMode.forced)).thenNothing();
    }

    @Test
    void it_is_renamed_whatever_it_is_in_the_middle_of() {
        VmRenamed renamed = new VmRenamed(VM, "web2");
        spec.given(new VmDefined(VM, SPEC, true)).when(new Rename("web2")).then(renamed);
        spec.given(new VmDefined(VM, SPEC, true), new VmCreationFailed(VM, "NETWORK_FULL", "no address"))
                .when(new Rename("web2"))
                .then(renamed);
        for (VmEvent[] status : List.of(history(), history(placed(1)), launching(), running())) {
            spec.given(status).when(new Rename("web2")).then(renamed);
            spec.given(status).when(new Rename(SPEC.name())).thenNothing();
            spec.given(after(status, renamed)).when(new Rename("web2")).thenNothing();
            spec.given(after(status, renamed)).when(new Rename(SPEC.name())).then(new VmRenamed(VM, SPEC.name()));
        }
    }

    @Test
    void a_name_that_no_machine_could_have_is_refused() {
        for (String name : List.of("", " ", "a\nb", "x".repeat(64))) {
            spec.given(running()).when(new Rename(name)).thenRejected(VmProblem.VM_INVALID);
        }
        spec.given().when(new Rename("web2")).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(history(new VmDeleted(VM))).when(new Rename("web2")).thenRejected(VmProblem.VM_NOT_FOUND);
    }

    @Test
    void a_graceful_stop_may_be_followed_by_a_forced_one() {
        VmEvent[] stopping = after(running(), new VmStopDirected(VM, NODE, 1, StopMode.graceful));
        spec.given(stopping).when(new Stop(StopMode.graceful)).thenNothing();
        spec.given(stopping).when(new Stop(StopMode.forced)).then(new VmStopDirected(VM, NODE, 1, StopMode.forced));
    }

    @Test
    void a_guest_that_stops_by_itself_is_stopped_with_the_cause() {
        spec.given(running())
                .when(new ReportStopped(NODE, 1, "crashed", List.of()))
                .then(new VmStopped(VM, NODE, 1, "crashed", List.of()));
    }

    @Test
    void a_running_machine_is_not_deleted() {
        spec.given(running()).when(new Purge()).thenRejected(VmProblem.VM_NOT_STOPPED);
    }

    @Test
    void one_whose_disk_a_node_holds_is_gone_when_the_node_has_removed_it() {
        VmEvent[] stopped = after(running(), new VmStopped(VM, NODE, 1, "requested", List.of()));
        spec.given(stopped).when(new Purge()).then(new VmDeleteDirected(VM, NODE, 1));
        spec.given(after(stopped, new VmDeleteDirected(VM, NODE, 1)))
                .when(new ReportAbsent(NODE, 1, List.of()))
                .then(new VmDeleted(VM))
                .leaving(new Vm.Gone(SPEC.tenantId()));
    }

    @Test
    void each_start_has_a_higher_epoch_than_the_one_before() {
        VmEvent[] stopped = after(running(), new VmStopped(VM, NODE, 1, "requested", List.of()));
        spec.given(stopped).when(new Start(ON_NODE)).then(placed(2));
    }

    @Test
    void a_choice_older_than_the_disk_starts_nothing_elsewhere() {
        VmEvent[] stopped = after(running(), new VmStopped(VM, NODE, 1, "requested", List.of()));
        NodeId elsewhere = new NodeId("elsewhere");
        Placement.Choice late = new Placement.Choice(Optional.of(elsewhere), List.of());
        spec.given(stopped).when(new Start(late)).thenRejected(VmProblem.VM_BUSY);
    }

    @Test
    void nothing_can_be_asked_of_what_is_not_there_or_no_more() {
        spec.given().when(new Start(ON_NODE)).thenRejected(VmProblem.VM_NOT_FOUND);
        VmEvent[] gone = history(new VmDeleted(VM));
        spec.given(gone).when(new Start(ON_NODE)).thenRejected(VmProblem.VM_NOT_FOUND);
        spec.given(gone).when(new Define(VM, SPEC, true)).thenRejected(VmProblem.VM_ALREADY_EXISTS);
        spec.given(gone).when(new Purge()).thenNothing();
    }
}
