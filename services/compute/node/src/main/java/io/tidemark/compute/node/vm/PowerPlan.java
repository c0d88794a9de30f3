package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.vm.GuestPower.Restarting;
import io.tidemark.compute.node.vm.GuestPower.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides the next step for the power of a guest that runs under the wanted epoch. Pure. What a directive wants is brought
 * about once for its generation; what others do to the guest afterwards is told and not fought.
 *
 * <p>Keeps: a restart is called for at most once for its number. One that an agent called for and did not see end is told as
 * in doubt by the next agent, and never repeated: by then the guest may have worked for hours.
 */
final class PowerPlan {
    /** How long a guest may take to shut itself down for a restart: compute's own limit of two minutes is longer. */
    static final Duration REBOOT_LIMIT = Duration.ofSeconds(90);

    static final String GUEST_SILENT = "GUEST_SILENT";
    static final String IN_DOUBT = "RESTART_IN_DOUBT";

    private PowerPlan() {}

    /** Empty when there is nothing to do about its power. */
    static Optional<Step> next(Situation s, Phase.Running running, DomainState state) {
        GuestPower power = running.power();
        if (power.restarting().isPresent()) {
            return Optional.of(restart(s, running, power.restarting().get()));
        }
        if (power.obeyed() < s.entry().desired().generation()) {
            return Optional.of(obey(s, running, state));
        }
        Optional<Standstill> seen = standstill(s.entry().desired(), state);
        return seen.equals(power.standstill())
                ? Optional.empty()
                : Optional.of(s.become(running.with(power.noticed(seen))));
    }

    private static Step obey(Situation s, Phase.Running running, DomainState state) {
        GuestPower power = running.power();
        VmDirective desired = s.entry().desired();
        if (desired.power().restart() > power.restarts()) {
            return s.become(running.with(power.restarting(intent(s))));
        }
        boolean differs = desired.power().paused() != standstill(desired, state).isPresent();
        if (differs && power.failure().isEmpty()) {
            return desired.power().paused() ? new Step.Pause() : new Step.Resume();
        }
        GuestPower obeyed = power.obeying(desired.generation(), standstill(desired, state));
        return s.become(power.hasNews() ? running.with(obeyed) : running.untold(obeyed));
    }

    private static Restarting intent(Situation s) {
        VmDirective.Power wanted = s.entry().desired().power();
        return new Restarting(wanted.restart(), wanted.restartMode(), s.now().plus(REBOOT_LIMIT), Optional.empty());
    }

    private static Step restart(Situation s, Phase.Running running, Restarting underWay) {
        boolean otherwise = s.entry().desired().power().restart() > underWay.number();
        if (otherwise) {
            return s.become(running.with(running.power().restarting(intent(s))));
        }
        if (underWay.askedAt().isEmpty()) {
            return new Step.Restart(underWay);
        }
        if (!s.now().isBefore(underWay.deadline())) {
            String silent = "the guest was not seen to begin anew within " + REBOOT_LIMIT.toSeconds()
                    + " s of its power button";
            return s.become(
                    running.with(running.power().failed(GUEST_SILENT, silent).restarted(underWay)));
        }
        Instant again = underWay.askedAt().get().plus(VmPlan.PRESS_AGAIN);
        Instant next = again.isBefore(underWay.deadline()) ? again : underWay.deadline();
        return s.now().isBefore(next) ? Step.Wait.until(next) : new Step.Restart(underWay);
    }

    /** libvirt's passing states are none: only what lasts until somebody acts. */
    static Optional<Standstill> standstill(VmDirective desired, DomainState state) {
        return switch (state) {
            case PAUSED -> Optional.of(desired.power().paused() ? Standstill.REQUESTED : Standstill.OBSERVED);
            case IO_ERROR -> Optional.of(Standstill.IO_ERROR);
            case STARTING, RUNNING, STOPPING, CRASHED -> Optional.empty();
        };
    }

    /** After a pause or a resume that was answered: once for a generation, whatever the guest does next. */
    static Phase switched(VmDirective desired, Phase.Running running, Action action, Sighting after) {
        Optional<Standstill> seen = switch (after) {
            case Sighting.Present(long _, DomainState state) -> standstill(desired, state);
            case Sighting.Gone _, Sighting.Unknown _ ->
                desired.power().paused() ? Optional.of(Standstill.REQUESTED) : Optional.empty();
        };
        return running.with(running.power().acted(action).obeying(desired.generation(), seen));
    }

    /** After a restart that was answered: by force it is made; the power button was only pressed. */
    static Phase restarted(Phase.Running running, Restarting underWay, Action action, Instant now) {
        GuestPower acted = running.power().acted(action);
        return running.with(
                switch (underWay.mode()) {
                    case FORCED -> acted.restarted(underWay);
                    case GRACEFUL ->
                        acted.restarting(new Restarting(
                                underWay.number(), underWay.mode(), underWay.deadline(), Optional.of(now)));
                });
    }

    /** The guest has shut itself down and begins anew. Empty when nobody waits for that. */
    static Optional<Phase> restartSeen(Phase phase) {
        return phase instanceof Phase.Running running
                ? running.power()
                        .restarting()
                        .filter(underWay -> underWay.mode() == StopMode.GRACEFUL)
                        .filter(underWay -> underWay.askedAt().isPresent())
                        .map(underWay -> running.with(running.power().restarted(underWay)))
                : Optional.empty();
    }

    /** A restart that may have been called, by an agent that is no more or over a connection that broke. */
    static Phase inDoubt(Phase phase) {
        if (!(phase instanceof Phase.Running running)) {
            return phase;
        }
        String doubt =
                "what became of the restart was not seen: the guest may have begun anew; ask again if it has not";
        return running.power()
                .restarting()
                .<Phase>map(underWay ->
                        running.with(running.power().failed(IN_DOUBT, doubt).restarted(underWay)))
                .orElse(running);
    }
}
