package io.tidemark.compute.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.Grant;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Memory-broker answered a virtual machine's need of memory. */
@ApplicationScoped
public class MemoryReaction implements Reaction {
    private static final String GRANTED = "tidemark.memory-broker.reservation.granted.v1";
    private static final String RELEASED = "tidemark.memory-broker.reservation.released.v1";
    private static final String REFUSED = "tidemark.memory-broker.reservation.refused.v1";

    private final VmEffects vms;

    public MemoryReaction(VmEffects vms) {
        this.vms = vms;
    }

    private record Granted(VmId vmId, long epoch) {}

    private record Released(VmId vmId, long epoch) {}

    private record Refused(VmId vmId, long epoch, String code, String detail) {}

    @Override
    public Set<String> types() {
        return Set.of(GRANTED, REFUSED, RELEASED);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        return switch (event.type()) {
            case GRANTED -> {
                Granted e = event.as(Granted.class);
                yield vms.of(e.vmId(), new VmCommand.GrantMemory(e.epoch()));
            }
            case REFUSED -> {
                Refused e = event.as(Refused.class);
                yield vms.of(e.vmId(), new VmCommand.RefuseMemory(e.epoch(), e.code(), e.detail()));
            }
            case RELEASED -> {
                Released e = event.as(Released.class);
                yield vms.of(e.vmId(), new VmCommand.ConfirmGivenBack(e.epoch(), Grant.memory));
            }
            default -> throw new IllegalArgumentException(event.type());
        };
    }
}
