package io.tidemark.compute.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Fleet;
import io.tidemark.compute.vm.Grant;
import io.tidemark.compute.vm.NetworkId;
import io.tidemark.compute.vm.Port;
import io.tidemark.compute.vm.PortId;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Network answered a virtual machine's need of a port. */
@ApplicationScoped
public class NetworkReaction implements Reaction {
    private static final String ALLOCATED = "tidemark.network.port.allocated.v1";
    private static final String REFUSED = "tidemark.network.port.refused.v1";
    private static final String UNBOUND = "tidemark.network.port.unbound.v1";
    private static final String BOUND = "tidemark.network.port.bound.v1";

    private final VmEffects vms;
    private final Fleet fleet;

    public NetworkReaction(VmEffects vms, Fleet fleet) {
        this.vms = vms;
        this.fleet = fleet;
    }

    private record Allocated(PortId portId, VmId vmId, NetworkId networkId, String mac, String ip) {}

    private record Refused(VmId vmId, String code, String detail) {}

    private record Unbound(VmId vmId, long epoch) {}

    private record Bound(PortId portId, VmId vmId, long epoch, long generation) {}

    @Override
    public Set<String> types() {
        return Set.of(ALLOCATED, REFUSED, BOUND, UNBOUND);
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        return switch (event.type()) {
            case ALLOCATED -> allocated(event.as(Allocated.class));
            case REFUSED -> {
                Refused e = event.as(Refused.class);
                yield vms.of(e.vmId(), new VmCommand.RefusePort(e.code(), e.detail()));
            }
            case BOUND -> {
                Bound e = event.as(Bound.class);
                yield vms.of(e.vmId(), new VmCommand.BindPort(e.epoch(), e.portId(), e.generation()));
            }
            case UNBOUND -> {
                Unbound e = event.as(Unbound.class);
                yield vms.of(e.vmId(), new VmCommand.ConfirmGivenBack(e.epoch(), Grant.port));
            }
            default -> throw new IllegalArgumentException(event.type());
        };
    }

    private Uni<Effect> allocated(Allocated e) {
        Port port = new Port(e.portId(), e.networkId(), e.mac(), e.ip());
        return fleet.placement(e.vmId())
                .chain(placement -> vms.of(e.vmId(), new VmCommand.AttachPort(port, placement)));
    }
}
