package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Vm.*;
import io.tidemark.compute.vm.VmEvent.VmAskedAgain;
import io.tidemark.decider.Decision;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Asking once more for what a virtual machine waits for. Doubled it does no harm: whoever has done it does nothing. */
final class Asked {
    private Asked() {}

    /** An operator wants what is waited for to be asked for again. */
    static Decision<VmEvent> again(VmId id, Vm state) {
        return VmStep.of(state)
                .map(step -> Decision.<VmEvent>accept(event(id, state, node(state), step, "an operator asked again")))
                .orElseGet(() -> reject(VmProblem.NOTHING_AWAITED, id + " is in the middle of nothing"));
    }

    /** An operator wants what nodes show to be compared with what is recorded. */
    static Decision<VmEvent> toTell(VmId id, Vm state, VmCommand.Reconcile c) {
        Reconciliation found = Reconciliation.of(state, c.seen());
        if (!found.equals(c.expected())) {
            return reject(VmProblem.VM_BUSY, id + " changed meanwhile: recorded " + found.recorded());
        }
        String why = "recorded " + found.recorded() + ", but " + found.shown();
        return found.ask().isEmpty() ? nothing() : accept(event(id, state, found.ask(), VmStep.look, why));
    }

    private static VmEvent event(VmId id, Vm state, Optional<NodeId> node, VmStep step, String why) {
        long generation =
                Vm.bodyOf(state).map(body -> body.asking().generation() + 1).orElse(0L);
        return new VmAskedAgain(id, spec(state), node, Vm.epochOf(state), generation, step, why);
    }

    /** Whom it concerns: where it is to start, or the node that holds it. */
    private static Optional<NodeId> node(Vm state) {
        return switch (state) {
            case Preparing s -> Optional.of(s.node());
            case Compensating s -> Optional.of(s.node());
            case Launching _, Withdrawing _, Running _, Stopping _, Stopped _, Trashed _, Deleting _ ->
                Vm.bodyOf(state).flatMap(Body::home);
            case Absent _, Provisioning _, Broken _, Gone _ -> Optional.empty();
        };
    }

    private static VmSpec spec(Vm state) {
        return Vm.specOf(state).orElseThrow(() -> new IllegalStateException(state + " is in the middle of nothing"));
    }

    /** What asking changes of the state that it happens in. */
    static Vm evolve(Vm state, UnaryOperator<Asking> change) {
        return Vm.changed(state, body -> body.with(change.apply(body.asking())));
    }
}
