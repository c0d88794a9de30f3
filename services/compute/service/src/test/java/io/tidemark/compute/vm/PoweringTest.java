package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Power.Standstill;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.problems.Rejection;
import io.tidemark.testkit.DeciderSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The power of a running machine: who may ask for what, and what its node's facts make of it. */
class PoweringTest {
    private static final VmId VM = new VmId("vm-1");
    private static final NodeId NODE = new NodeId("node-1");
    private static final NodeId OTHER_NODE = new NodeId("node-2");
    private static final Port PORT =
            new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");
    private static final VmSpec SPEC = SmallMachine.SPEC;
    private static final List<NodeAction> CALLS =
            List.of(new NodeAction("virDomainSuspend", "vm-1", "2026-11-22T08:00:00Z", 4100, "ok"));
    private static final Optional<Standstill> RUNS = Optional.empty();
    private static final Optional<Standstill> ASKED = Optional.of(Standstill.requested);
    private static final Optional<Standstill> SEEN = Optional.of(Standstill.observed);
    private static final Optional<Standstill> DISK = Optional.of(Standstill.io_error);
    private static final VmEvent PAUSE = new VmPauseDirected(VM, NODE, 1);
    private static final VmEvent PAUSED = new VmPaused(VM, NODE, 1, Standstill.requested, CALLS);
    private static final VmEvent RESUME = new VmResumeDirected(VM, NODE, 1);
    private static final VmEvent RESET = new VmRestartDirected(VM, NODE, 1, 1, StopMode.forced);
    private static final VmEvent REBOOT = new VmRestartDirected(VM, NODE, 1, 1, StopMode.graceful);
    private static final Rejection LATE = new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "no fact after 120 s");

    private final DeciderSpec<VmCommand, Vm, VmEvent> spec = DeciderSpec.of(new VmDecider(VM));

    private static VmEvent[] stopped() {
        return new VmEvent[] {new VmDefined(VM, SPEC, false), new VmPortAttached(VM, PORT, false)};
    }

    private static VmEvent[] launching() {
        return after(
                stopped(),
                new VmPlaced(
                        VM,
                        SPEC.tenantId(),
                        NODE,
                        1,
                        SPEC.memoryBytes(),
                        SPEC.memoryReservationBytes(),
                        1,
                        List.of(PORT.portId()),
                        List.of()),
                new VmMemoryGranted(VM, 1),
                new VmPortBound(VM, 1, PORT.portId(), 7),
                new VmStartDirected(VM, NODE, 1));
    }

    private static VmEvent[] running(VmEvent... more) {
        return after(after(launching(), new VmStarted(VM, NODE, 1, List.of())), more);
    }

    private static VmEvent[] after(VmEvent[] before, VmEvent... more) {
        List<VmEvent> events = new ArrayList<>(List.of(before));
        events.addAll(List.of(more));
        return events.toArray(VmEvent[]::new);
    }

    private static ReportPower told(long generation, Optional<Standstill> standstill, long restarts) {
        return new ReportPower(NODE, 1, generation, standstill, restarts, Optional.empty(), CALLS);
    }

    private static ReportPower failed(long generation, Optional<Standstill> standstill, long restarts) {
        Failure why = new Failure("HYPERVISOR_REFUSED", "no", CALLS);
        return new ReportPower(NODE, 1, generation, standstill, restarts, Optional.of(why), CALLS);
    }

    private static VmEvent failure(VmStep step) {
        return new VmPowerFailed(VM, NODE, 1, step, "HYPERVISOR_REFUSED", "no", CALLS);
    }

    @Test
    void a_running_machine_is_paused_once_its_node_says_so_and_resumed_likewise() {
        spec.given(running()).when(new Pause()).then(PAUSE);
        spec.given(running(PAUSE)).when(told(1, ASKED, 0)).then(PAUSED);
        spec.given(running(PAUSE, PAUSED)).when(new Resume()).then(RESUME);
        spec.given(running(PAUSE, PAUSED, RESUME)).when(told(2, RUNS, 0)).then(new VmResumed(VM, NODE, 1, true, CALLS));
    }

    @Test
    void what_is_so_already_or_under_way_appends_nothing() {
        spec.given(running()).when(new Resume()).thenNothing();
        spec.given(running(PAUSE)).when(new Pause()).thenNothing();
        spec.given(running(PAUSE, PAUSED)).when(new Pause()).thenNothing();
        spec.given(running(PAUSE, PAUSED, RESUME)).when(new Resume()).thenNothing();
        spec.given(running(RESET)).when(new Restart(StopMode.forced)).thenNothing();
        spec.given(running(RESET)).when(new Restart(StopMode.graceful)).thenNothing();
        spec.given(running(REBOOT)).when(new Restart(StopMode.graceful)).thenNothing();
    }

    @Test
    void one_thing_is_awaited_at_a_time() {
        for (VmCommand other : List.of(new Resume(), new Restart(StopMode.forced), new Stop(StopMode.forced))) {
            spec.given(running(PAUSE)).when(other).thenRejected(VmProblem.VM_BUSY);
        }
        for (VmCommand other : List.of(new Pause(), new Stop(StopMode.graceful))) {
            spec.given(running(RESET)).when(other).thenRejected(VmProblem.VM_BUSY);
        }
        spec.given(running(PAUSE, PAUSED, RESUME)).when(new Pause()).thenRejected(VmProblem.VM_BUSY);
    }

    @Test
    void a_guest_that_stands_still_hears_no_power_button_and_can_be_stopped_by_force() {
        VmEvent[] paused = running(PAUSE, PAUSED);
        spec.given(paused).when(new Stop(StopMode.graceful)).thenRejected(VmProblem.VM_PAUSED);
        spec.given(paused).when(new Restart(StopMode.graceful)).thenRejected(VmProblem.VM_PAUSED);
        spec.given(paused).when(new Restart(StopMode.forced)).thenRejected(VmProblem.VM_PAUSED);
        spec.given(paused).when(new Purge()).thenRejected(VmProblem.VM_NOT_STOPPED);
        spec.given(paused).when(new Stop(StopMode.forced)).then(new VmStopDirected(VM, NODE, 1, StopMode.forced));
    }

    @Test
    void only_a_machine_that_runs_has_power_to_change() {
        for (VmCommand asked : List.of(new Pause(), new Resume(), new Restart(StopMode.forced))) {
            spec.given().when(asked).thenRejected(VmProblem.VM_NOT_FOUND);
            spec.given(stopped()).when(asked).thenRejected(VmProblem.VM_NOT_RUNNING);
            spec.given(launching()).when(asked).thenRejected(VmProblem.VM_BUSY);
            spec.given(running(new VmStopDirected(VM, NODE, 1, StopMode.forced)))
                    .when(asked)
                    .thenRejected(VmProblem.VM_BUSY);
            spec.given(after(stopped(), new VmDeleted(VM))).when(asked).thenRejected(VmProblem.VM_NOT_FOUND);
        }
    }

    @Test
    void what_happens_behind_our_back_is_recorded_as_seen_and_once() {
        VmEvent seen = new VmPaused(VM, NODE, 1, Standstill.observed, CALLS);
        spec.given(running()).when(told(0, SEEN, 0)).then(seen);
        spec.given(running(seen)).when(told(0, SEEN, 0)).thenNothing();
        spec.given(running(seen)).when(told(0, RUNS, 0)).then(new VmResumed(VM, NODE, 1, false, CALLS));
        spec.given(running()).when(told(0, RUNS, 0)).thenNothing();
        VmEvent disk = new VmPaused(VM, NODE, 1, Standstill.io_error, CALLS);
        spec.given(running()).when(told(0, DISK, 0)).then(disk);
        spec.given(running(disk)).when(told(0, DISK, 0)).thenNothing();
        spec.given(running(disk)).when(new Resume()).then(RESUME);
    }

    @Test
    void a_resume_after_which_the_guest_stands_still_again_has_failed() {
        VmEvent disk = new VmPaused(VM, NODE, 1, Standstill.io_error, CALLS);
        spec.given(running(disk, RESUME))
                .when(told(1, DISK, 0))
                .then(new VmPowerFailed(
                        VM,
                        NODE,
                        1,
                        VmStep.resume,
                        "NOT_AS_ASKED",
                        "the node did as it was told, and the guest stands still: io_error",
                        List.of()));
        spec.given(running(disk, RESUME)).when(told(0, DISK, 0)).thenNothing();
    }

    @Test
    void what_the_node_could_not_do_fails_what_was_asked() {
        spec.given(running(PAUSE)).when(failed(1, RUNS, 0)).then(failure(VmStep.pause));
        spec.given(running(PAUSE)).when(failed(0, RUNS, 0)).thenNothing();
        spec.given(running(PAUSE, failure(VmStep.pause))).when(new Pause()).then(PAUSE);
        spec.given(running(RESET)).when(failed(1, RUNS, 1)).then(failure(VmStep.restart));
        spec.given(running(PAUSE))
                .when(told(1, DISK, 0))
                .then(
                        new VmPaused(VM, NODE, 1, Standstill.io_error, CALLS),
                        new VmPowerFailed(
                                VM,
                                NODE,
                                1,
                                VmStep.pause,
                                "NOT_AS_ASKED",
                                "the node did as it was told, and the guest stands still: io_error",
                                List.of()));
    }

    @Test
    void a_restart_ends_with_the_fact_of_its_number_and_a_reset_overtakes_a_reboot() {
        VmEvent restarted = new VmRestarted(VM, NODE, 1, 1, CALLS);
        spec.given(running()).when(new Restart(StopMode.forced)).then(RESET);
        spec.given(running(RESET)).when(told(0, RUNS, 0)).thenNothing();
        spec.given(running(RESET)).when(told(1, RUNS, 1)).then(restarted);
        VmEvent second = new VmRestartDirected(VM, NODE, 1, 2, StopMode.forced);
        spec.given(running(RESET, restarted)).when(new Restart(StopMode.forced)).then(second);
        spec.given(running(REBOOT)).when(new Restart(StopMode.forced)).then(second);
        spec.given(running(REBOOT, second)).when(told(1, RUNS, 1)).thenNothing();
        spec.given(running(REBOOT, second)).when(told(2, RUNS, 2)).then(new VmRestarted(VM, NODE, 1, 2, CALLS));
    }

    @Test
    void what_a_node_does_not_answer_in_time_is_not_wanted_any_more() {
        VmEvent late =
                new VmPowerFailed(VM, NODE, 1, VmStep.restart, "NODE_DID_NOT_ANSWER", "no fact after 120 s", List.of());
        spec.given(running(RESET)).when(new ExpireStep(1, VmStep.restart, LATE)).then(late);
        spec.given(running(RESET)).when(new ExpireStep(1, VmStep.pause, LATE)).thenNothing();
        spec.given(running()).when(new ExpireStep(1, VmStep.restart, LATE)).thenNothing();
        Vm.Running withdrawn = (Vm.Running) state(running(RESET, late));
        assertThat(withdrawn.power().wantedRestart()).isZero();
        assertThat(withdrawn.body().asking().generation()).isEqualTo(2);
        spec.given(running(RESET, late)).when(told(1, RUNS, 1)).thenNothing();
        spec.given(running(RESET, late))
                .when(new Restart(StopMode.forced))
                .then(new VmRestartDirected(VM, NODE, 1, 2, StopMode.forced));
    }

    @Test
    void a_guest_that_ends_meanwhile_ends_what_was_asked_of_it() {
        ReportStopped crashed = new ReportStopped(NODE, 1, "crashed", List.of());
        VmEvent stopped = new VmStopped(VM, NODE, 1, "crashed", List.of());
        spec.given(running(REBOOT))
                .when(crashed)
                .then(
                        new VmPowerFailed(
                                VM,
                                NODE,
                                1,
                                VmStep.restart,
                                "GUEST_CRASHED",
                                "the guest stopped meanwhile: crashed",
                                List.of()),
                        stopped);
        spec.given(running(PAUSE, PAUSED)).when(crashed).then(stopped);
    }

    @Test
    void facts_of_another_node_or_epoch_change_nothing() {
        spec.given(running(PAUSE))
                .when(new ReportPower(OTHER_NODE, 1, 1, ASKED, 0, Optional.empty(), CALLS))
                .thenNothing();
        spec.given(running(PAUSE))
                .when(new ReportPower(NODE, 2, 1, ASKED, 0, Optional.empty(), CALLS))
                .thenNothing();
        spec.given(stopped()).when(told(1, ASKED, 0)).thenNothing();
    }

    @Test
    void a_node_is_told_what_is_awaited_and_else_what_is_known() {
        assertThat(power(running()).shallPause()).isFalse();
        assertThat(power(running(PAUSE)).shallPause()).isTrue();
        assertThat(power(running(PAUSE, PAUSED)).shallPause()).isTrue();
        assertThat(power(running(PAUSE, PAUSED, RESUME)).shallPause()).isFalse();
        assertThat(power(running(RESET)).wantedRestart()).isEqualTo(1);
        assertThat(power(running(RESET, new VmRestarted(VM, NODE, 1, 1, CALLS))).wantedRestart())
                .isZero();
    }

    private static Power power(VmEvent... history) {
        return ((Vm.Running) state(history)).power();
    }

    private static Vm state(VmEvent... history) {
        VmDecider decider = new VmDecider(VM);
        Vm state = decider.initial();
        for (VmEvent event : history) {
            state = decider.evolve(state, event);
        }
        return state;
    }
}
