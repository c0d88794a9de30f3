package io.tidemark.compute.node.vm;

import static io.tidemark.compute.node.vm.PlanSpec.NOW;
import static io.tidemark.compute.node.vm.PlanSpec.directive;
import static io.tidemark.compute.node.vm.PlanSpec.given;
import static io.tidemark.compute.node.vm.PlanSpec.powered;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.vm.GuestPower.Restarting;
import io.tidemark.compute.node.vm.GuestPower.Standstill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decision table of {@link PowerPlan}, row by row. */
class PowerPlanTest {
    private static final Action CALL = new Action("call", "vm", NOW, 1, Action.OK);
    private static final Needs MET = new Needs.Met(List.of());
    private static final VmDirective RUN = directive(3, Desired.RUNNING);
    private static final GuestPower FRESH = GuestPower.fresh(RUN);
    private static final Phase.Running RUNNING = new Phase.Running(List.of(), true, FRESH);
    private static final VmDirective PAUSE = powered(RUN, 1, new VmDirective.Power(true, 0, StopMode.GRACEFUL));
    private static final VmDirective RESUME = powered(RUN, 2, VmDirective.Power.ON);
    private static final VmDirective RESET = powered(RUN, 1, new VmDirective.Power(false, 1, StopMode.FORCED));
    private static final VmDirective REBOOT = powered(RUN, 1, new VmDirective.Power(false, 1, StopMode.GRACEFUL));
    private static final Instant LIMIT = NOW.plus(PowerPlan.REBOOT_LIMIT);
    private static final Restarting FORCED = new Restarting(1, StopMode.FORCED, LIMIT, Optional.empty());
    private static final Restarting GRACEFUL = new Restarting(1, StopMode.GRACEFUL, LIMIT, Optional.empty());
    private static final Restarting PRESSED = new Restarting(1, StopMode.GRACEFUL, LIMIT, Optional.of(NOW));
    private static final Optional<Standstill> REQUESTED = Optional.of(Standstill.REQUESTED);

    private static Sighting seen(DomainState state) {
        return new Sighting.Present(3, state);
    }

    private static Phase.Running paused(long generation) {
        return RUNNING.with(FRESH.obeying(generation, REQUESTED).afterTelling());
    }

    @Test
    void a_pause_is_called_for_once_and_told_with_its_call() {
        given(PAUSE, RUNNING).whenSeen(seen(DomainState.RUNNING)).then(new Step.Pause());
        Phase switched = PowerPlan.switched(PAUSE, RUNNING, CALL, seen(DomainState.PAUSED));
        given(PAUSE, switched)
                .whenSeen(seen(DomainState.PAUSED))
                .thenTold(new Fact.Power(3, 1, REQUESTED, 0, Optional.empty(), true, List.of(CALL)));
        given(PAUSE, paused(1)).whenSeen(seen(DomainState.PAUSED)).thenNothing();
    }

    @Test
    void a_guest_that_is_so_already_is_only_told_of() {
        given(PAUSE, RUNNING).whenSeen(seen(DomainState.PAUSED)).thenPhase(RUNNING.untold(FRESH.obeying(1, REQUESTED)));
    }

    @Test
    void what_others_do_to_a_guest_is_told_as_seen_and_not_fought() {
        GuestPower halted = FRESH.noticed(Optional.of(Standstill.OBSERVED));
        given(RUN, RUNNING).whenSeen(seen(DomainState.PAUSED)).thenPhase(RUNNING.with(halted));
        given(RUN, RUNNING.with(halted))
                .whenSeen(seen(DomainState.PAUSED))
                .thenTold(
                        new Fact.Power(3, 0, Optional.of(Standstill.OBSERVED), 0, Optional.empty(), false, List.of()));
        given(RUN, RUNNING.with(halted.afterTelling()))
                .whenSeen(seen(DomainState.PAUSED))
                .thenNothing();
        given(PAUSE, paused(1))
                .whenSeen(seen(DomainState.RUNNING))
                .thenPhase(paused(1).with(paused(1).power().noticed(Optional.empty())));
    }

    @Test
    void a_guest_whose_disk_fails_is_told_as_such_and_states_that_pass_are_not_told() {
        given(RUN, RUNNING)
                .whenSeen(seen(DomainState.IO_ERROR))
                .thenPhase(RUNNING.with(FRESH.noticed(Optional.of(Standstill.IO_ERROR))));
        for (DomainState passing : List.of(DomainState.STARTING, DomainState.STOPPING, DomainState.CRASHED)) {
            given(RUN, RUNNING).whenSeen(seen(passing)).thenNothing();
        }
    }

    @Test
    void a_resume_is_called_for_once_even_when_the_guest_stands_still_again_at_once() {
        given(RESUME, paused(1)).whenSeen(seen(DomainState.IO_ERROR)).then(new Step.Resume());
        Phase switched = PowerPlan.switched(RESUME, paused(1), CALL, seen(DomainState.IO_ERROR));
        given(RESUME, switched)
                .whenSeen(seen(DomainState.IO_ERROR))
                .thenTold(new Fact.Power(
                        3, 2, Optional.of(Standstill.IO_ERROR), 0, Optional.empty(), true, List.of(CALL)));
    }

    @Test
    void what_the_hypervisor_refuses_is_given_up_and_told() {
        GuestPower refused = FRESH.failed(VmPlan.REFUSED, "no");
        given(PAUSE, RUNNING.with(refused))
                .whenSeen(seen(DomainState.RUNNING))
                .thenPhase(RUNNING.with(refused.obeying(1, Optional.empty())));
    }

    @Test
    void the_intent_to_restart_is_written_before_the_restart() {
        given(RESET, RUNNING).whenSeen(seen(DomainState.RUNNING)).thenPhase(RUNNING.with(FRESH.restarting(FORCED)));
        given(RESET, RUNNING.with(FRESH.restarting(FORCED)))
                .whenSeen(seen(DomainState.RUNNING))
                .then(new Step.Restart(FORCED));
    }

    @Test
    void a_restart_is_made_once_for_its_number_and_several_fold_into_one() {
        VmDirective third = powered(RUN, 5, new VmDirective.Power(false, 3, StopMode.FORCED));
        Restarting all = new Restarting(3, StopMode.FORCED, LIMIT, Optional.empty());
        given(third, RUNNING).whenSeen(seen(DomainState.RUNNING)).thenPhase(RUNNING.with(FRESH.restarting(all)));
        Phase made = PowerPlan.restarted(RUNNING.with(FRESH.restarting(all)), all, CALL, NOW);
        given(third, made)
                .whenSeen(seen(DomainState.RUNNING))
                .thenPhase(RUNNING.with(FRESH.acted(CALL).restarted(all).obeying(5, Optional.empty())));
        GuestPower told = FRESH.restarted(all).obeying(5, Optional.empty()).afterTelling();
        given(third, RUNNING.with(told)).whenSeen(seen(DomainState.RUNNING)).thenNothing();
        given(powered(third, 6, third.power()), RUNNING.with(told))
                .whenSeen(seen(DomainState.RUNNING))
                .thenPhase(RUNNING.untold(told.obeying(6, Optional.empty())));
    }

    @Test
    void a_power_button_is_pressed_until_the_guest_begins_anew_or_its_time_is_over() {
        Phase.Running pressed =
                (Phase.Running) PowerPlan.restarted(RUNNING.with(FRESH.restarting(GRACEFUL)), GRACEFUL, CALL, NOW);
        assertThat(pressed.power().restarting()).contains(PRESSED);
        given(REBOOT, pressed).whenSeen(seen(DomainState.STOPPING)).then(Step.Wait.until(NOW.plus(VmPlan.PRESS_AGAIN)));
        given(REBOOT, pressed)
                .whenSeen(seen(DomainState.RUNNING), MET, NOW.plus(VmPlan.PRESS_AGAIN))
                .then(new Step.Restart(PRESSED));
        assertThat(PowerPlan.restartSeen(pressed))
                .contains(RUNNING.with(FRESH.acted(CALL).restarted(PRESSED)));
        given(REBOOT, pressed)
                .whenSeen(seen(DomainState.RUNNING), MET, LIMIT)
                .thenPhase(RUNNING.with(FRESH.acted(CALL)
                        .failed(
                                PowerPlan.GUEST_SILENT,
                                "the guest was not seen to begin anew within 90 s of its power button")
                        .restarted(PRESSED)));
    }

    @Test
    void a_reset_overtakes_a_power_button_that_nobody_answers() {
        VmDirective reset = powered(RUN, 2, new VmDirective.Power(false, 2, StopMode.FORCED));
        Restarting forced = new Restarting(2, StopMode.FORCED, LIMIT, Optional.empty());
        given(reset, RUNNING.with(FRESH.restarting(PRESSED)))
                .whenSeen(seen(DomainState.RUNNING))
                .thenPhase(RUNNING.with(FRESH.restarting(forced)));
    }

    @Test
    void a_restart_that_may_have_been_made_is_in_doubt_and_not_made_again() {
        for (Restarting underWay : List.of(FORCED, GRACEFUL, PRESSED)) {
            Phase doubtful = PowerPlan.inDoubt(RUNNING.with(FRESH.restarting(underWay)));
            assertThat(((Phase.Running) doubtful)
                            .power()
                            .failure()
                            .orElseThrow()
                            .code())
                    .isEqualTo(PowerPlan.IN_DOUBT);
            assertThat(((Phase.Running) doubtful).power().restarts()).isEqualTo(1);
            assertThat(((Phase.Running) doubtful).power().restarting()).isEmpty();
        }
        assertThat(PowerPlan.inDoubt(RUNNING)).isEqualTo(RUNNING);
        assertThat(PowerPlan.restartSeen(RUNNING)).isEmpty();
        assertThat(PowerPlan.restartSeen(RUNNING.with(FRESH.restarting(FORCED))))
                .isEmpty();
    }

    @Test
    void an_older_directive_changes_nothing() {
        assertThat(PAUSE.supersedes(RUN)).isTrue();
        assertThat(RESUME.supersedes(PAUSE)).isTrue();
        assertThat(PAUSE.supersedes(RESUME)).isFalse();
        assertThat(directive(3, Desired.STOPPED).supersedes(RESUME)).isTrue();
    }
}
