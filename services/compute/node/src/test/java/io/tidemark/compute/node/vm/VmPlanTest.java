package io.tidemark.compute.node.vm;

import static io.tidemark.compute.node.vm.PlanSpec.BOOT;
import static io.tidemark.compute.node.vm.PlanSpec.LATER;
import static io.tidemark.compute.node.vm.PlanSpec.NEVER;
import static io.tidemark.compute.node.vm.PlanSpec.NOW;
import static io.tidemark.compute.node.vm.PlanSpec.again;
import static io.tidemark.compute.node.vm.PlanSpec.directive;
import static io.tidemark.compute.node.vm.PlanSpec.ended;
import static io.tidemark.compute.node.vm.PlanSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.hypervisor.StopReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decision table of {@link VmPlan}, row by row. */
class VmPlanTest {
    private static final Action CALL = new Action("call", "vm", NOW, 1, Action.OK);
    private static final Needs MISSING = new Needs.Missing("port p");
    private static final VmDirective RUN = directive(3, Desired.RUNNING);
    private static final VmDirective STOP = directive(3, Desired.STOPPED);
    private static final VmDirective VANISH = directive(3, Desired.ABSENT);
    private static final Phase WAITING = new Phase.Waiting(LATER);
    private static final Phase STARTING = new Phase.Starting(LATER);
    private static final Phase RUNNING = new Phase.Running(List.of(CALL), true, GuestPower.fresh(RUN));
    private static final Phase STOPPED = new Phase.Stopped(StopCause.REQUESTED, List.of(), true);
    private static final Phase FAILED = new Phase.Failed("code", "detail", List.of(), true);
    private static final Phase GRACEFUL = new Phase.Stopping(StopMode.GRACEFUL, Optional.empty(), List.of());

    private static Phase stopped(StopCause cause) {
        return new Phase.Stopped(cause, List.of(), false);
    }

    @Test
    void the_intent_to_start_is_written_before_the_start() {
        given(RUN, WAITING).whenSeen(NEVER).thenPhase(STARTING);
        given(RUN, STARTING).whenSeen(NEVER).then(new Step.Start(List.of("tap0")));
    }

    @Test
    void a_start_waits_for_its_needs_and_fails_when_they_do_not_come() {
        given(RUN, WAITING).whenSeen(NEVER, MISSING, NOW).then(Step.Wait.until(LATER));
        given(RUN, STARTING).whenSeen(NEVER, MISSING, NOW).then(Step.Wait.until(LATER));
        Phase failed = new Phase.Failed(VmPlan.NEEDS_TIMEOUT, "port p did not come within 60 s", List.of(), false);
        given(RUN, WAITING).whenSeen(NEVER, MISSING, LATER).thenPhase(failed);
        given(RUN, STARTING).whenSeen(NEVER, MISSING, LATER).thenPhase(failed);
    }

    @Test
    void a_guest_found_under_the_wanted_epoch_is_adopted_and_told() {
        Phase adopted = new Phase.Running(List.of(), false, GuestPower.fresh(RUN));
        given(RUN, WAITING).whenSeen(new Sighting.Present(3)).thenPhase(adopted);
        given(RUN, STARTING).whenSeen(new Sighting.Present(3)).thenPhase(adopted);
        given(RUN, 2, RUNNING).whenSeen(new Sighting.Present(3)).thenPhase(adopted);
        given(RUN, adopted).whenSeen(new Sighting.Present(3)).thenTold(new Fact.Running(3, List.of()));
        given(RUN, RUNNING).whenSeen(new Sighting.Present(3)).thenNothing();
    }

    @Test
    void a_start_that_the_hypervisor_saw_begin_is_never_repeated() {
        given(RUN, STARTING).whenSeen(ended(StopReason.CRASHED)).thenPhase(stopped(StopCause.CRASHED));
        given(RUN, WAITING).whenSeen(ended(StopReason.GUEST_SHUTDOWN)).thenPhase(stopped(StopCause.GUEST_SHUTDOWN));
    }

    @Test
    void after_a_host_boot_nothing_is_started_without_a_newer_epoch() {
        Phase failed = new Phase.Failed(
                VmPlan.HOST_BOOT, "the host booted before the guest was seen running", List.of(), false);
        given(RUN, WAITING).afterAHostBoot().whenSeen(NEVER).thenPhase(failed);
        given(RUN, STARTING).afterAHostBoot().whenSeen(NEVER).thenPhase(failed);
        given(RUN, 2, STOPPED)
                .afterAHostBoot()
                .whenSeen(NEVER)
                .thenPhase(new Phase.Failed(
                        VmPlan.HOST_BOOT, "the host booted before the guest could be started", List.of(), false));
        given(RUN, RUNNING).afterAHostBoot().whenSeen(NEVER).thenPhase(stopped(StopCause.HOST_BOOT));
    }

    @Test
    void a_running_guest_that_is_gone_is_told_with_what_is_known() {
        given(RUN, RUNNING).whenSeen(ended(StopReason.CRASHED)).thenPhase(stopped(StopCause.CRASHED));
        given(RUN, RUNNING).whenSeen(ended(StopReason.GUEST_SHUTDOWN)).thenPhase(stopped(StopCause.GUEST_SHUTDOWN));
        given(RUN, RUNNING).whenSeen(ended(StopReason.DESTROYED)).thenPhase(stopped(StopCause.OBSERVED));
        given(RUN, RUNNING).whenSeen(ended(StopReason.UNKNOWN)).thenPhase(stopped(StopCause.OBSERVED));
        given(RUN, stopped(StopCause.CRASHED))
                .whenSeen(NEVER)
                .thenTold(new Fact.Stopped(3, StopCause.CRASHED, List.of()));
    }

    @Test
    void a_spent_epoch_starts_nothing_and_what_appears_under_it_is_ended() {
        for (Phase spent : List.of(STOPPED, FAILED, new Phase.Absent(true), new Phase.Removing())) {
            given(RUN, spent).whenSeen(NEVER).thenNothing();
            given(RUN, spent).whenSeen(new Sighting.Present(3)).then(new Step.Evict(3));
        }
    }

    @Test
    void a_guest_of_an_older_epoch_is_ended_before_the_new_one_starts() {
        given(RUN, 2, RUNNING).whenSeen(new Sighting.Present(2)).then(new Step.Evict(2));
        given(RUN, 2, RUNNING).whenSeen(ended(StopReason.DESTROYED)).thenPhaseOfOldEpoch(stopped(StopCause.OBSERVED));
        given(RUN, 2, STOPPED).whenSeen(NEVER).thenPhase(new Phase.Waiting(NOW.plus(VmPlan.NEEDS_LIMIT)));
    }

    @Test
    void a_guest_of_a_newer_epoch_than_we_know_is_left_alone() {
        for (VmDirective desired : List.of(RUN, STOP, VANISH)) {
            given(desired, RUNNING).whenSeen(new Sighting.Present(4)).thenNothing();
        }
    }

    @Test
    void nothing_is_done_while_the_hypervisor_does_not_answer_except_telling() {
        Sighting unknown = new Sighting.Unknown();
        for (VmDirective desired : List.of(RUN, STOP, VANISH)) {
            given(desired, RUNNING).whenSeen(unknown).then(Step.Wait.until(NOW.plus(VmPlan.LOOK_AGAIN)));
        }
        given(RUN, new Phase.Running(List.of(CALL), false, GuestPower.fresh(RUN)))
                .whenSeen(unknown)
                .thenTold(new Fact.Running(3, List.of(CALL)));
    }

    @Test
    void a_graceful_stop_is_asked_again_and_turns_into_a_forced_one_when_told_so() {
        Sighting present = new Sighting.Present(3);
        given(STOP, RUNNING).whenSeen(present).thenPhase(GRACEFUL);
        given(STOP, GRACEFUL).whenSeen(present).then(new Step.Stop(StopMode.GRACEFUL));
        Phase asked = new Phase.Stopping(StopMode.GRACEFUL, Optional.of(NOW), List.of(CALL));
        given(STOP, asked).whenSeen(present).then(Step.Wait.until(NOW.plus(VmPlan.PRESS_AGAIN)));
        given(STOP, asked)
                .whenSeen(present, MISSING, NOW.plus(VmPlan.PRESS_AGAIN))
                .then(new Step.Stop(StopMode.GRACEFUL));
        given(directive(3, Desired.STOPPED, StopMode.FORCED), asked)
                .whenSeen(present)
                .thenPhase(new Phase.Stopping(StopMode.FORCED, Optional.empty(), List.of()));
        given(STOP, asked)
                .whenSeen(ended(StopReason.GUEST_SHUTDOWN))
                .thenPhase(new Phase.Stopped(StopCause.REQUESTED, List.of(CALL), false));
    }

    @Test
    void a_stop_ends_also_where_nothing_runs() {
        for (Phase phase : List.of(WAITING, STARTING, FAILED)) {
            given(STOP, phase).whenSeen(NEVER).thenPhase(stopped(StopCause.REQUESTED));
        }
        given(STOP, 2, STOPPED).whenSeen(NEVER).thenPhase(stopped(StopCause.REQUESTED));
        given(STOP, STOPPED).whenSeen(NEVER).thenNothing();
    }

    @Test
    void removal_is_intended_first_and_repeated_until_nothing_is_there() {
        for (Phase phase : List.of(WAITING, STARTING, RUNNING, STOPPED, FAILED, GRACEFUL)) {
            given(VANISH, phase).whenSeen(new Sighting.Present(3)).thenPhase(new Phase.Removing());
            given(VANISH, phase).whenSeen(NEVER).thenPhase(new Phase.Removing());
        }
        given(VANISH, new Phase.Removing()).whenSeen(NEVER).then(new Step.Remove());
        given(VANISH, new Phase.Absent(true)).whenSeen(NEVER).thenNothing();
        given(VANISH, new Phase.Absent(true)).whenSeen(new Sighting.Present(2)).thenPhase(new Phase.Removing());
        given(VANISH, new Phase.Absent(false)).whenSeen(NEVER).thenTold(new Fact.Absent(3));
    }

    @Test
    void directives_only_move_forward() {
        assertThat(accepted(RUN, directive(2, Desired.ABSENT))).isFalse();
        assertThat(accepted(RUN, RUN)).isFalse();
        assertThat(accepted(STOP, RUN)).isFalse();
        assertThat(accepted(VANISH, STOP)).isFalse();
        assertThat(accepted(directive(3, Desired.STOPPED, StopMode.FORCED), STOP))
                .isFalse();
        assertThat(accepted(RUN, STOP)).isTrue();
        assertThat(accepted(STOP, directive(3, Desired.STOPPED, StopMode.FORCED)))
                .isTrue();
        assertThat(accepted(VANISH, directive(4, Desired.RUNNING))).isTrue();
    }

    @Test
    void what_is_asked_again_is_told_again_once_after_a_new_look() {
        assertThat(accepted(RUN, again(RUN, 1))).isTrue();
        assertThat(accepted(again(RUN, 1), again(RUN, 1))).isFalse();
        assertThat(accepted(again(RUN, 1), RUN)).isFalse();

        given(again(RUN, 1), RUNNING)
                .whenSeen(new Sighting.Present(3))
                .thenPhase(new Phase.Running(
                        List.of(CALL), false, GuestPower.fresh(RUN).obeying(1, Optional.empty())));
        given(again(RUN, 1), RUNNING).whenSeen(ended(StopReason.CRASHED)).thenPhase(stopped(StopCause.CRASHED));
        given(again(RUN, 1), FAILED).whenSeen(NEVER).thenPhase(new Phase.Failed("code", "detail", List.of(), false));
        given(again(STOP, 1), STOPPED).whenSeen(NEVER).thenPhase(stopped(StopCause.REQUESTED));
        given(again(STOP, 1), STOPPED).whenSeen(new Sighting.Present(3)).thenPhase(GRACEFUL);
        given(again(VANISH, 1), new Phase.Absent(true)).whenSeen(NEVER).thenPhase(new Phase.Absent(false));

        JournalEntry told = new JournalEntry(again(RUN, 1), Map.of(), 3, RUNNING, BOOT, BOOT, 0).told(RUNNING);
        assertThat(told.owesAnAnswer()).isFalse();
    }

    private static boolean accepted(VmDirective before, VmDirective next) {
        JournalEntry entry = new JournalEntry(before, Map.of(), before.epoch(), RUNNING, BOOT, BOOT, 0);
        return VmPlan.accept(Optional.of(entry), next, Map.of(), NOW, BOOT).isPresent();
    }

    @Test
    void thousands_of_decisions_take_a_second_at_most() {
        long begin = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            given(RUN, STARTING).whenSeen(NEVER).then(new Step.Start(List.of("tap0")));
        }
        assertThat((System.nanoTime() - begin) / 1_000_000_000.0).isLessThan(1.0);
    }
}
