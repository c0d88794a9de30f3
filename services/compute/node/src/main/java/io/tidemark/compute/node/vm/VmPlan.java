package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.RunTrace;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the next step for one VM from directive, journal and what is seen. Pure, and every step may be followed by a
 * crash: what the step after the crash is follows from the journal and from the hypervisor's own marks.
 *
 * <p>Keeps: at most one start per epoch; no start under an epoch that is not the newest known; nothing runs on after
 * {@link Desired#ABSENT}; after a host boot nothing is started without a newer epoch.
 */
final class VmPlan {
    /** How long a start waits for port and memory before it fails: compute's own time-out is longer. */
    static final Duration NEEDS_LIMIT = Duration.ofSeconds(60);

    /** A guest that was still booting missed the power button: press it again after this long. */
    static final Duration PRESS_AGAIN = Duration.ofSeconds(10);

    /** How soon to look again for a hypervisor that does not answer. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    static final String NEEDS_TIMEOUT = "NEEDS_TIMEOUT";
    static final String HOST_BOOT = "HOST_BOOT";
    static final String REFUSED = "HYPERVISOR_REFUSED";

    private VmPlan() {}

    /** What the journal says once this directive has come; empty when the directive is older than what it says already. */
    static Optional<JournalEntry> accept(
            Optional<JournalEntry> journal,
            VmDirective directive,
            Map<String, String> causedBy,
            Instant now,
            String boot) {
        if (journal.isEmpty()) {
            Phase fresh = new Phase.Waiting(now.plus(NEEDS_LIMIT));
            return Optional.of(new JournalEntry(directive, causedBy, directive.epoch(), fresh, boot, boot, 0));
        }
        JournalEntry entry = journal.get();
        return directive.supersedes(entry.desired()) && !directive.equals(entry.desired())
                ? Optional.of(entry.desiring(directive, causedBy, boot))
                : Optional.empty();
    }

    static Step next(Situation s) {
        Optional<Step> untold = tell(s.entry());
        if (untold.isPresent()) {
            return untold.get();
        }
        return switch (s.sighting()) {
            case Sighting.Unknown() -> Step.Wait.until(s.now().plus(LOOK_AGAIN));
            // Somebody who knows more than our journal started it.
            case Sighting.Present(long epoch, var _)
            when epoch > s.entry().desired().epoch() -> Step.Wait.forChange();
            case Sighting.Present seen -> present(s, seen);
            case Sighting.Gone(RunTrace trace) -> gone(s, trace);
        };
    }

    private static Optional<Step> tell(JournalEntry entry) {
        long epoch = entry.epoch();
        return switch (entry.phase()) {
            case Phase.Running(var actions, boolean told, var power)
            when !told -> told(entry, new Fact.Running(epoch, actions), new Phase.Running(actions, true, power));
            case Phase.Running running
            when !running.power().told() ->
                told(
                        entry,
                        power(epoch, running.power()),
                        running.with(running.power().afterTelling()));
            case Phase.Stopped(var cause, var actions, boolean told)
            when !told -> told(entry, new Fact.Stopped(epoch, cause, actions), new Phase.Stopped(cause, actions, true));
            case Phase.Failed(var code, var detail, var actions, boolean told)
            when !told ->
                told(
                        entry,
                        new Fact.StartFailed(epoch, code, detail, actions),
                        new Phase.Failed(code, detail, actions, true));
            case Phase.Absent(boolean told) when !told -> told(entry, new Fact.Absent(epoch), new Phase.Absent(true));
            case Phase.Waiting _,
                    Phase.Starting _,
                    Phase.Running _,
                    Phase.Stopping _,
                    Phase.Stopped _,
                    Phase.Failed _,
                    Phase.Removing _,
                    Phase.Absent _ -> Optional.empty();
        };
    }

    private static Optional<Step> told(JournalEntry entry, Fact fact, Phase after) {
        return Optional.of(new Step.Tell(fact, entry.told(after)));
    }

    private static Fact power(long epoch, GuestPower power) {
        return new Fact.Power(
                epoch,
                power.obeyed(),
                power.standstill(),
                power.restarts(),
                power.failure(),
                power.asked(),
                power.actions());
    }

    /** A domain is there, under the directive's epoch or an older one. */
    private static Step present(Situation s, Sighting.Present seen) {
        return switch (s.entry().desired().desired()) {
            case RUNNING -> seen.epoch() == s.entry().desired().epoch() ? keep(s, seen) : new Step.Evict(seen.epoch());
            case STOPPED -> halt(s);
            case ABSENT -> remove(s);
        };
    }

    private static Step keep(Situation s, Sighting.Present seen) {
        if (!s.entry().isAboutDesiredEpoch()) {
            return s.turnTo(adopted(s));
        }
        return switch (s.entry().phase()) {
            case Phase.Waiting _, Phase.Starting _ -> s.become(adopted(s));
            case Phase.Running running ->
                PowerPlan.next(s, running, seen.state()).orElseGet(Step.Wait::forChange);
            // This epoch's end was told: what still appears under it must not run.
            case Phase.Stopping _, Phase.Stopped _, Phase.Failed _, Phase.Removing _, Phase.Absent _ ->
                new Step.Evict(seen.epoch());
        };
    }

    /** Found running under the wanted epoch: the call was made, and this process did not live to hear its answer. */
    private static Phase adopted(Situation s) {
        return new Phase.Running(
                List.<Action>of(), false, GuestPower.fresh(s.entry().desired()));
    }

    private static Step halt(Situation s) {
        StopMode wanted = s.entry().desired().stopMode();
        boolean underWay = s.entry().isAboutDesiredEpoch()
                && s.entry().phase() instanceof Phase.Stopping stopping
                && stopping.mode() == wanted;
        if (!underWay) {
            return s.turnTo(new Phase.Stopping(wanted, Optional.empty(), List.of()));
        }
        Optional<Instant> again = ((Phase.Stopping) s.entry().phase())
                .askedAt()
                .filter(_ -> wanted == StopMode.GRACEFUL)
                .map(asked -> asked.plus(PRESS_AGAIN))
                .filter(time -> time.isAfter(s.now()));
        return again.isPresent() ? Step.Wait.until(again.get()) : new Step.Stop(wanted);
    }

    private static Step remove(Situation s) {
        boolean intended = s.entry().isAboutDesiredEpoch() && s.entry().phase() instanceof Phase.Removing;
        return intended ? new Step.Remove() : s.turnTo(new Phase.Removing());
    }

    /** No domain is there. */
    private static Step gone(Situation s, RunTrace trace) {
        return switch (s.entry().desired().desired()) {
            case RUNNING -> s.entry().isAboutDesiredEpoch() ? run(s, trace) : newEpoch(s, trace);
            case STOPPED -> rest(s, trace);
            case ABSENT ->
                s.entry().isAboutDesiredEpoch() && s.entry().phase() instanceof Phase.Absent ? settled(s) : remove(s);
        };
    }

    /** The journal is about an older epoch: its end is told first. */
    private static Step newEpoch(Situation s, RunTrace trace) {
        return switch (s.entry().phase()) {
            case Phase.Running _, Phase.Stopping _ -> s.become(ended(s, trace));
            case Phase.Waiting _, Phase.Starting _, Phase.Stopped _, Phase.Failed _, Phase.Removing _, Phase.Absent _ ->
                s.entry().desiredBootId().equals(s.bootId())
                        ? s.turnTo(new Phase.Waiting(s.now().plus(NEEDS_LIMIT)))
                        : s.turnTo(failed(HOST_BOOT, "the host booted before the guest could be started"));
        };
    }

    private static Step run(Situation s, RunTrace trace) {
        return switch (s.entry().phase()) {
            case Phase.Waiting(Instant deadline) -> start(s, trace, deadline, false);
            case Phase.Starting(Instant deadline) -> start(s, trace, deadline, true);
            case Phase.Running _, Phase.Stopping _ -> s.become(ended(s, trace));
            case Phase.Stopped _, Phase.Failed _, Phase.Removing _, Phase.Absent _ -> settled(s);
        };
    }

    /** There is nothing to do but to tell again what was told, where that was asked for since. */
    private static Step settled(Situation s) {
        if (!s.entry().owesAnAnswer()) {
            return Step.Wait.forChange();
        }
        return switch (s.entry().phase()) {
            case Phase.Stopped(var cause, var actions, var _) -> s.become(new Phase.Stopped(cause, actions, false));
            case Phase.Failed(var code, var detail, var actions, var _) ->
                s.become(new Phase.Failed(code, detail, actions, false));
            case Phase.Absent _ -> s.become(new Phase.Absent(false));
            case Phase.Waiting _, Phase.Starting _, Phase.Running _, Phase.Stopping _, Phase.Removing _ ->
                Step.Wait.forChange();
        };
    }

    private static Step start(Situation s, RunTrace trace, Instant deadline, boolean intended) {
        if (s.hostBooted()) {
            return s.become(failed(HOST_BOOT, "the host booted before the guest was seen running"));
        }
        if (trace instanceof RunTrace.Started) {
            return s.become(new Phase.Stopped(StopCause.of(trace), List.of(), false));
        }
        return switch (s.needs()) {
            case Needs.Met(List<String> taps) ->
                intended ? new Step.Start(taps) : s.become(new Phase.Starting(deadline));
            case Needs.Missing(String what) ->
                s.now().isBefore(deadline)
                        ? Step.Wait.until(deadline)
                        : s.become(
                                failed(NEEDS_TIMEOUT, what + " did not come within " + NEEDS_LIMIT.toSeconds() + " s"));
        };
    }

    private static Phase failed(String code, String detail) {
        return new Phase.Failed(code, detail, List.of(), false);
    }

    private static Step rest(Situation s, RunTrace trace) {
        boolean toldAlready = s.entry().isAboutDesiredEpoch()
                && (s.entry().phase() instanceof Phase.Stopped || s.entry().phase() instanceof Phase.Absent);
        return toldAlready ? settled(s) : s.turnTo(ended(s, trace));
    }

    private static Phase ended(Situation s, RunTrace trace) {
        return switch (s.entry().phase()) {
            case Phase.Running _ ->
                new Phase.Stopped(s.hostBooted() ? StopCause.HOST_BOOT : StopCause.of(trace), List.of(), false);
            case Phase.Stopping(var _, var _, var actions) ->
                new Phase.Stopped(s.hostBooted() ? StopCause.HOST_BOOT : StopCause.REQUESTED, actions, false);
            case Phase.Waiting _, Phase.Starting _, Phase.Stopped _, Phase.Failed _, Phase.Removing _, Phase.Absent _ ->
                new Phase.Stopped(StopCause.REQUESTED, List.of(), false);
        };
    }
}
