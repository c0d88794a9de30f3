package io.tidemark.memory.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.memory.application.Hosts;
import io.tidemark.memory.application.MemoryEvents;
import io.tidemark.memory.host.Host;
import io.tidemark.memory.host.HostEvent;
import io.tidemark.memory.host.HostEvent.*;
import io.tidemark.memory.host.NodeId;
import io.tidemark.memory.host.VmId;
import io.tidemark.messaging.Directive;
import io.tidemark.messaging.DirectiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the broker tells nodes: a guest's whole hold on memory as it stands now. */
@ApplicationScoped
public class MemoryDirectives implements DirectiveSource {
    private static final String GUEST = "tidemark.memory-broker.guest.directive.v1";

    private final Hosts hosts;

    public MemoryDirectives(Hosts hosts) {
        this.hosts = hosts;
    }

    /** A guest's memory as a node shall make it. */
    record GuestState(VmId vmId, long epoch, long generation, long maxBytes, long targetBytes, String desired) {}

    @Override
    public Uni<List<Directive>> of(StoredEvent stored) {
        if (!MemoryEvents.HOST.knows(stored.type())) {
            return Uni.createFrom().item(List.of());
        }
        HostEvent event = MemoryEvents.HOST.decode(stored.type(), stored.json());
        return switch (event) {
            case ReservationGranted e -> held(e.nodeId(), e.vmId(), e.epoch());
            case BalloonTargetSet e -> held(e.nodeId(), e.vmId(), e.epoch());
            case ReservationReleased e -> held(e.nodeId(), e.vmId(), e.epoch());
            case CapacityLearned _, ReservationRefused _, BalloonMoved _, GuestLimitSet _ ->
                Uni.createFrom().item(List.of());
        };
    }

    private Uni<List<Directive>> held(NodeId node, VmId vm, long epoch) {
        return hosts.state(node).map(state -> {
            Host.Guest guest =
                    state instanceof Host.Known known ? known.guests().get(vm) : null;
            GuestState desired = guest == null
                    ? new GuestState(vm, epoch, Long.MAX_VALUE, 0, 0, "absent")
                    : new GuestState(
                            vm,
                            guest.epoch(),
                            guest.generation(),
                            guest.memory().bytes(),
                            guest.target().bytes(),
                            "held");
            return List.of(new Directive(node.value(), "memory-broker/guest/" + vm, GUEST, Json.write(desired)));
        });
    }
}
