package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Vm.Body;
import io.tidemark.compute.vm.Vm.Compensating;
import io.tidemark.compute.vm.Vm.Preparing;
import io.tidemark.compute.vm.VmEvent.VmCompensationAsked;
import io.tidemark.compute.vm.VmEvent.VmCompensationEnded;
import io.tidemark.compute.vm.VmEvent.VmStartFailed;
import io.tidemark.decider.Decision;
import java.util.List;
import java.util.Optional;

/** How a start that is given up leads back. */
record Undoing(VmId id) {
    Decision<VmEvent> giveUp(Preparing s, Failure why) {
        return giveUp(s.body(), s.node(), s.taken(), why);
    }

    /** What was granted is given back, the last first; whatever else comes late is released when the start has failed. */
    Decision<VmEvent> giveUp(Body body, NodeId node, List<Grant> taken, Failure why) {
        return accept(taken.isEmpty() ? failed(body, node, why) : undo(body, node, taken.getLast(), why));
    }

    Decision<VmEvent> givenBack(Compensating s, boolean confirmed) {
        VmEvent ended = new VmCompensationEnded(id, s.node(), s.body().epoch(), s.next(), confirmed);
        VmEvent next = s.rest().isEmpty()
                ? failed(s.body(), s.node(), s.failure())
                : undo(s.body(), s.node(), s.rest().getLast(), s.failure());
        return accept(List.of(ended, next));
    }

    private VmEvent undo(Body body, NodeId node, Grant grant, Failure why) {
        return new VmCompensationAsked(id, node, body.epoch(), grant, why.code(), why.detail(), why.actions());
    }

    private VmEvent failed(Body body, NodeId node, Failure why) {
        return new VmStartFailed(id, Optional.of(node), body.epoch(), why.code(), why.detail(), why.actions());
    }
}
