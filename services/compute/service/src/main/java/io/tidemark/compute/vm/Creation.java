package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;

import io.tidemark.compute.vm.Vm.Body;
import io.tidemark.compute.vm.Vm.Provisioning;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decision;
import java.util.List;

/** How a machine comes to be, and to be called what it is called. */
final class Creation {
    private Creation() {}

    static Decision<VmEvent> define(VmId id, Define c) {
        return c.spec()
                .flaw()
                .map(flaw -> Decision.<VmEvent>reject(VmProblem.VM_INVALID, flaw))
                .orElseGet(() -> accept(new VmDefined(id, c.spec(), c.start())));
    }

    static Decision<VmEvent> rename(VmId id, Vm state, Rename c) {
        VmSpec before = Vm.specOf(state).orElseThrow();
        VmSpec after = before.named(c.name());
        return after.equals(before)
                ? nothing()
                : after.flaw()
                        .map(flaw -> Decision.<VmEvent>reject(VmProblem.VM_INVALID, flaw))
                        .orElseGet(() -> accept(new VmRenamed(id, c.name())));
    }

    static Decision<VmEvent> attach(VmId id, Provisioning s, AttachPort c) {
        VmEvent attached = new VmPortAttached(id, c.port(), s.startNext());
        if (!s.startNext()) {
            return accept(attached);
        }
        Body body = Body.fresh(s.spec(), c.port());
        return accept(List.of(attached, Placing.placedOrFailed(id, body, c.placement())));
    }
}
