package io.tidemark.memory.messaging;

import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.RebuildRequests.RebuildRequested;
import io.tidemark.http.Refusals.RequestRefused;
import io.tidemark.memory.application.MemoryEvents;
import io.tidemark.memory.host.HostEvent.BalloonMoved;
import io.tidemark.memory.host.HostEvent.BalloonTargetSet;
import io.tidemark.memory.host.HostEvent.CapacityLearned;
import io.tidemark.memory.host.HostEvent.GuestLimitSet;
import io.tidemark.memory.host.HostEvent.ReservationGranted;
import io.tidemark.memory.host.HostEvent.ReservationRefused;
import io.tidemark.memory.host.HostEvent.ReservationReleased;
import io.tidemark.memory.host.NodeId;
import io.tidemark.memory.host.VmId;
import io.tidemark.memory.messaging.MemoryDirectives.GuestState;
import io.tidemark.messaging.OperatorEvent;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedRetried;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.testkit.published.EventContract;
import io.tidemark.testkit.real.Realm;
import io.tidemark.units.MemorySize;
import java.util.Optional;
import java.util.UUID;

class MemoryEventContractTest extends EventContract {
    private static final NodeId NODE = new NodeId("71de0007-0000-4000-8000-000000000001");
    private static final VmId VM = new VmId("71de0006-0000-4000-8000-000000000001");
    private static final UUID PARKED = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(512);
    private static final MemorySize TARGET = MemorySize.ofMebibytes(448);
    private static final MemorySize FLOOR = MemorySize.ofMebibytes(256);
    private static final MemorySize FREE = MemorySize.ofMebibytes(100);

    MemoryEventContractTest() {
        super(
                "memory-broker",
                Published.of(
                        MemoryEvents.HOST,
                        new CapacityLearned(NODE, MemorySize.ofGibibytes(8)),
                        new ReservationGranted(NODE, VM, Realm.ACME, 1, MEMORY, FLOOR, MemorySize.ofMebibytes(144)),
                        new ReservationRefused(
                                NODE,
                                VM,
                                Realm.ACME,
                                1,
                                "NO_MEMORY",
                                "needs 419430400 bytes (268435456 kept for the guest, 150994944 for QEMU),"
                                        + " 104857600 of 8589934592 can still be promised",
                                MemorySize.ofMebibytes(400),
                                FREE),
                        new ReservationReleased(NODE, VM, 1),
                        new BalloonTargetSet(
                                NODE,
                                VM,
                                1,
                                MEMORY,
                                TARGET,
                                2,
                                "the host is short of 134217728 bytes and the guest has 134217728 idle"),
                        new BalloonMoved(NODE, VM, 1, TARGET, TARGET),
                        new GuestLimitSet(NODE, VM, MemorySize.ofMebibytes(384))),
                Published.of(
                        EventTypes.<GuestState>none()
                                .and("tidemark.memory-broker.guest.directive.v1", GuestState.class),
                        new GuestState(VM, 1, 2, MEMORY.bytes(), TARGET.bytes(), "held")),
                Published.of(
                        OperatorEvent.types("memory-broker"),
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
                                .and("tidemark.memory-broker.view.rebuild-requested.v1", RebuildRequested.class),
                        new RebuildRequested("guest")),
                Published.of(
                        EventTypes.<RequestRefused>none()
                                .and("tidemark.memory-broker.request.refused.v1", RequestRefused.class),
                        new RequestRefused(
                                "limit-memory",
                                VM.value(),
                                "ACCESS_DENIED",
                                "'memory.limit' on " + Realm.ACME_PATH + "/vms/" + VM + " is not granted")));
    }
}
