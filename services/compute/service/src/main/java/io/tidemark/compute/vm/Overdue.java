package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;

import io.tidemark.compute.vm.Vm.*;
import io.tidemark.compute.vm.VmCommand.ExpireStep;
import io.tidemark.compute.vm.VmEvent.VmCreationFailed;
import io.tidemark.compute.vm.VmEvent.VmStartWithdrawn;
import io.tidemark.compute.vm.VmEvent.VmStepOverdue;
import io.tidemark.decider.Decision;
import java.util.Optional;

/** What follows when a step takes too long. */
record Overdue(VmId id) {
    Decision<VmEvent> decide(Vm state, ExpireStep c) {
        if (isElsewhere(state, c)) {
            return nothing();
        }
        return switch (state) {
            case Provisioning _ ->
                accept(new VmCreationFailed(
                        id, c.reason().code().name(), c.reason().detail()));
            case Preparing s -> new Undoing(id).giveUp(s, Failure.of(c.reason()));
            case Launching s ->
                accept(new VmStartWithdrawn(
                        id,
                        s.body().node(),
                        s.body().epoch() + 1,
                        c.reason().code().name(),
                        c.reason().detail()));
            case Compensating s -> new Undoing(id).givenBack(s, false);
            case Withdrawing s -> overdue(s.body(), c);
            case Stopping s -> overdue(s.body(), c);
            case Deleting s -> overdue(s.body(), c);
            case Running s -> Powering.expired(id, s, c);
            case Absent _, Broken _, Stopped _, Trashed _, Gone _ -> nothing();
        };
    }

    /** Recorded once: only the node's answer, or asking again, goes on from here. */
    private Decision<VmEvent> overdue(Body body, ExpireStep c) {
        return body.asking().overdue()
                ? nothing()
                : accept(new VmStepOverdue(
                        id,
                        body.node(),
                        body.epoch(),
                        c.step(),
                        c.reason().code().name(),
                        c.reason().detail()));
    }

    /** What was waited for is past, or waited for under another epoch. */
    private static boolean isElsewhere(Vm state, ExpireStep c) {
        return !VmStep.of(state).equals(Optional.of(c.step())) || Vm.epochOf(state) != c.epoch();
    }
}
