package io.tidemark.network.messaging;

import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.RebuildRequests.RebuildRequested;
import io.tidemark.http.Refusals.RequestRefused;
import io.tidemark.messaging.OperatorEvent;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedRetried;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.network.application.NetworkEvents;
import io.tidemark.network.messaging.NetworkDirectives.NetworkState;
import io.tidemark.network.messaging.NetworkDirectives.PortState;
import io.tidemark.network.port.NodeId;
import io.tidemark.network.port.PortEvent.PortAllocated;
import io.tidemark.network.port.PortEvent.PortBound;
import io.tidemark.network.port.PortEvent.PortRefused;
import io.tidemark.network.port.PortEvent.PortReleased;
import io.tidemark.network.port.PortEvent.PortReshaped;
import io.tidemark.network.port.PortEvent.PortUnbound;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.Shape;
import io.tidemark.network.port.Shape.Rate;
import io.tidemark.network.port.VmId;
import io.tidemark.network.segment.Cidr;
import io.tidemark.network.segment.NetworkEvent.NetworkCreated;
import io.tidemark.network.segment.NetworkId;
import io.tidemark.testkit.published.EventContract;
import io.tidemark.testkit.real.Realm;
import io.tidemark.units.Bandwidth;
import io.tidemark.units.MemorySize;
import java.util.Optional;
import java.util.UUID;

class NetworkEventContractTest extends EventContract {
    private static final PortId PORT = new PortId("71de0009-0000-4000-8000-000000000001");
    private static final VmId VM = new VmId("71de0006-0000-4000-8000-000000000001");
    private static final NodeId NODE = new NodeId("71de0007-0000-4000-8000-000000000001");
    private static final NetworkId NET = new NetworkId("71de0004-0000-4000-8000-000000000001");
    private static final Cidr RANGE = new Cidr("10.73.0.0/22");
    private static final UUID PARKED = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final String MAC = "52:54:00:12:34:56";
    private static final String IP = "10.73.0.2";
    private static final Shape SHAPE = new Shape(
            new Rate(Bandwidth.ofMegabits(10), Bandwidth.ofMegabits(20), new MemorySize(131_072)),
            new Rate(Bandwidth.ofMegabits(5), Bandwidth.UNLIMITED, MemorySize.ZERO));

    NetworkEventContractTest() {
        super(
                "network",
                Published.of(
                        NetworkEvents.NETWORK, new NetworkCreated(NET, "", "default", RANGE, RANGE.gateway(), 1500)),
                Published.of(
                        NetworkEvents.PORT,
                        new PortAllocated(PORT, VM, Realm.ACME, NET, MAC, IP, SHAPE),
                        new PortRefused(PORT, VM, Realm.ACME, "NETWORK_FULL", "10.73.0.0/22 has no free address"),
                        new PortBound(PORT, VM, NODE, 1, 1),
                        new PortUnbound(PORT, VM, NODE, 1, 2),
                        new PortReshaped(PORT, VM, SHAPE, 3),
                        new PortReleased(PORT, VM)),
                Published.of(
                        EventTypes.<PortState>none().and("tidemark.network.port.directive.v1", PortState.class),
                        new PortState(PORT, VM.value(), NET, MAC, IP, 1, "bound", SHAPE)),
                Published.of(
                        EventTypes.<NetworkState>none()
                                .and("tidemark.network.network.directive.v1", NetworkState.class),
                        new NetworkState(NET, "default", RANGE.value(), RANGE.gateway(), 1500, 1)),
                Published.of(
                        OperatorEvent.types("network"),
                        new RepublishRequested(Optional.of(1L), Optional.of(1000L), Optional.empty()),
                        new ParkedRetried("/tidemark/compute", VM.value()),
                        new ParkedSkipped(
                                "/tidemark/compute",
                                VM.value(),
                                2,
                                Optional.of(PARKED),
                                "its image was deleted for good"),
                        new ParkedReplaced(
                                "/tidemark/compute",
                                VM.value(),
                                2,
                                PARKED,
                                "the name was cut",
                                Json.tree("{\"vmId\":\"" + VM.value() + "\"}"))),
                Published.of(
                        EventTypes.<RebuildRequested>none()
                                .and("tidemark.network.view.rebuild-requested.v1", RebuildRequested.class),
                        new RebuildRequested("port")),
                Published.of(
                        EventTypes.<RequestRefused>none()
                                .and("tidemark.network.request.refused.v1", RequestRefused.class),
                        new RequestRefused(
                                "create-network",
                                "new",
                                "ACCESS_DENIED",
                                "'network.network.create' on " + Realm.ACME_PATH + "/networks is not granted")));
    }
}
