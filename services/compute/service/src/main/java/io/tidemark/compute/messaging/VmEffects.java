package io.tidemark.compute.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** A command to a virtual machine as the effect of an incoming event. */
@ApplicationScoped
public class VmEffects {
    private final VirtualMachines vms;

    public VmEffects(VirtualMachines vms) {
        this.vms = vms;
    }

    /** What others tell is never refused: what no longer applies has no effect. */
    Uni<Effect> of(VmId id, VmCommand command) {
        return vms.plan(id, command).map(plan -> switch (plan) {
            case Aggregates.Plan.Write<Vm> write -> Effect.of(write.write());
            case Aggregates.Plan.Refuse<Vm> _ -> Effect.none();
        });
    }

    /** The same as a part of what is under way; of its own cause when nothing is. */
    Uni<Effect> amid(VmId id, VmCommand command) {
        return vms.pending(id)
                .chain(pending -> of(id, command).map(effect -> pending.isPresent() ? effect.within(pending) : effect));
    }

    /** The same of what a node tells, perhaps unasked: when something is under way, it is a part of that. */
    Uni<Effect> of(IncomingEvent told, VmId id, VmCommand command) {
        return told.cause().operationId().isPresent()
                ? of(id, command)
                : vms.pending(id).chain(pending -> of(id, command).map(effect -> effect.within(pending)));
    }
}
