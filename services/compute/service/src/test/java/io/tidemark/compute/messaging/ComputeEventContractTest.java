package io.tidemark.compute.messaging;

import io.tidemark.compute.api.ConsoleResource.ConsoleOpened;
import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.RequestMet;
import io.tidemark.compute.fleet.Node;
import io.tidemark.compute.fleet.NodeEvent.NodeDomainsObserved;
import io.tidemark.compute.fleet.NodeEvent.NodeReachable;
import io.tidemark.compute.fleet.NodeEvent.NodeRegistered;
import io.tidemark.compute.fleet.NodeEvent.NodeUnreachable;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.image.ImageEvent.ImageDeleted;
import io.tidemark.compute.image.ImageEvent.ImageImported;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.messaging.VmDirectives.Disk;
import io.tidemark.compute.messaging.VmDirectives.Nic;
import io.tidemark.compute.messaging.VmDirectives.NodeState;
import io.tidemark.compute.messaging.VmDirectives.PowerState;
import io.tidemark.compute.messaging.VmDirectives.VmState;
import io.tidemark.compute.vm.Grant;
import io.tidemark.compute.vm.NetworkId;
import io.tidemark.compute.vm.NodeAction;
import io.tidemark.compute.vm.Port;
import io.tidemark.compute.vm.PortId;
import io.tidemark.compute.vm.Power;
import io.tidemark.compute.vm.StopMode;
import io.tidemark.compute.vm.TenantId;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.RebuildRequests.RebuildRequested;
import io.tidemark.http.Refusals.RequestRefused;
import io.tidemark.messaging.OperatorEvent;
import io.tidemark.messaging.OperatorEvent.ParkedReplaced;
import io.tidemark.messaging.OperatorEvent.ParkedRetried;
import io.tidemark.messaging.OperatorEvent.ParkedSkipped;
import io.tidemark.messaging.OperatorEvent.RepublishRequested;
import io.tidemark.testkit.published.EventContract;
import io.tidemark.testkit.real.Realm;
import io.tidemark.units.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class ComputeEventContractTest extends EventContract {
    private static final VmId VM = new VmId("71de0006-0000-4000-8000-000000000001");
    private static final NodeId NODE = new NodeId("71de0007-0000-4000-8000-000000000001");
    private static final ImageId IMAGE = new ImageId("71de0008-0000-4000-8000-000000000001");
    private static final NetworkId NET = new NetworkId("71de0004-0000-4000-8000-000000000001");
    private static final PortId PORT = new PortId("71de0009-0000-4000-8000-000000000001");
    private static final TenantId ACME = new TenantId(Realm.ACME);
    private static final UUID PARKED = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final String MAC = "52:54:00:12:34:56";
    private static final String FILE = "/var/lib/tidemark/default/images/" + IMAGE + ".qcow2";
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(512);
    private static final MemorySize RESERVED = MemorySize.ofMebibytes(256);
    private static final MemorySize DISK = MemorySize.ofGibibytes(1);
    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<NodeAction> ACTIONS =
            List.of(new NodeAction("virDomainCreateXML", VM.value(), EIGHT.toString(), 412_000, "ok"));
    private static final VmSpec SPEC = new VmSpec(
            ACME,
            "web1",
            2,
            MEMORY,
            RESERVED,
            IMAGE,
            FILE,
            DISK,
            Optional.of(NET),
            Optional.of(new VmSpec.Shape(
                    new VmSpec.Rate(10_000_000, 20_000_000, 131_072), new VmSpec.Rate(5_000_000, 0, 0))));

    ComputeEventContractTest() {
        super(
                "compute",
                machines(),
                nodes(),
                images(),
                vmDirective(),
                nodeDirective(),
                console(),
                operators(),
                rebuild(),
                met(),
                refusal());
    }

    private static Published<VmEvent> machines() {
        return Published.of(
                ComputeEvents.VM,
                new VmDefined(VM, SPEC, true),
                new VmPortAttached(VM, new Port(PORT, NET, MAC, "10.73.0.2"), true),
                new VmCreationFailed(VM, "NETWORK_FULL", "10.73.0.0/22 has no free address"),
                new VmPlaced(
                        VM,
                        ACME,
                        NODE,
                        1,
                        MEMORY,
                        RESERVED,
                        2,
                        List.of(PORT),
                        List.of(new Placement.Verdict(NODE, "chosen", "8 GiB uncommitted"))),
                new VmMemoryGranted(VM, 1),
                new VmPortBound(VM, 1, PORT, 1),
                new VmStartDirected(VM, NODE, 1),
                new VmStarted(VM, NODE, 1, ACTIONS),
                new VmStartFailed(
                        VM,
                        Optional.of(NODE),
                        1,
                        "NO_MEMORY",
                        "needs 402653184 bytes, 104857600 can still be promised",
                        ACTIONS),
                new VmStartWithdrawn(VM, NODE, 2, "NODE_DID_NOT_ANSWER", "no fact after 120 s"),
                new VmCompensationAsked(
                        VM,
                        NODE,
                        1,
                        Grant.port,
                        "NO_MEMORY",
                        "needs 402653184 bytes, 104857600 can still be promised",
                        ACTIONS),
                new VmCompensationEnded(VM, NODE, 1, Grant.port, true),
                new VmStepOverdue(VM, NODE, 1, VmStep.stop, "NODE_DID_NOT_ANSWER", "no fact of its node after 120 s"),
                new VmAskedAgain(VM, SPEC, Optional.of(NODE), 1, 1, VmStep.stop, "an operator asked again"),
                new VmRenamed(VM, "web2"),
                new VmStopDirected(VM, NODE, 1, StopMode.graceful),
                new VmStopped(VM, NODE, 1, "requested", ACTIONS),
                new VmPauseDirected(VM, NODE, 1),
                new VmResumeDirected(VM, NODE, 1),
                new VmRestartDirected(VM, NODE, 1, 1, StopMode.graceful),
                new VmPaused(VM, NODE, 1, Power.Standstill.requested, ACTIONS),
                new VmResumed(VM, NODE, 1, true, ACTIONS),
                new VmRestarted(VM, NODE, 1, 1, ACTIONS),
                new VmPowerFailed(
                        VM,
                        NODE,
                        1,
                        VmStep.restart,
                        "GUEST_SILENT",
                        "the guest was not seen to begin anew within 90 s of its power button",
                        ACTIONS),
                new VmTrashed(VM, EIGHT.plus(Duration.ofDays(1))),
                new VmUndeleted(VM),
                new VmDeleteDirected(VM, NODE, 1),
                new VmDeleted(VM));
    }

    private static Published<?> nodes() {
        return Published.of(
                ComputeEvents.NODE,
                new NodeRegistered(
                        NODE,
                        "host1",
                        2,
                        MemorySize.ofGibibytes(8),
                        new Node.Capabilities(
                                "tcg",
                                List.of(new Node.Finding(
                                        "kvm.usable",
                                        "no",
                                        "tcg",
                                        "the tiny Linux image did not reach userspace within 20 s"))),
                        "4d2c6f5e-1f5b-4a9e-8a5e-5b0c8f1f2a3b",
                        "0.1.0",
                        "http://127.0.0.1:7420"),
                new NodeUnreachable(NODE, EIGHT),
                new NodeReachable(NODE),
                new NodeDomainsObserved(
                        NODE,
                        List.of(new Node.ForeignDomain(
                                "legacy-db", "0f0e0d0c-0b0a-4909-8807-060504030201", "running"))));
    }

    private static Published<?> images() {
        return Published.of(
                ComputeEvents.IMAGE,
                new ImageImported(
                        IMAGE,
                        "",
                        "tiny-linux",
                        "qcow2",
                        FILE,
                        MemorySize.ofMebibytes(12),
                        MemorySize.ofMebibytes(64),
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                new ImageDeleted(IMAGE));
    }

    private static Published<?> vmDirective() {
        return Published.of(
                EventTypes.<VmState>none()
                        .and("tidemark.compute.vm.directive.v2", VmState.class)
                        .upcasting(
                                "tidemark.compute.vm.directive.v1",
                                "tidemark.compute.vm.directive.v2",
                                older -> older.put("generation", 0)),
                new VmState(
                        VM,
                        1,
                        "running",
                        StopMode.graceful,
                        "web1",
                        Realm.ACME,
                        2,
                        MEMORY.bytes(),
                        List.of(new Disk(VM.value(), DISK.bytes(), IMAGE.value(), FILE)),
                        List.of(new Nic(PORT.value(), MAC, 1)),
                        1,
                        Optional.of(new PowerState(false, 1, StopMode.forced))));
    }

    private static Published<?> nodeDirective() {
        return Published.of(
                EventTypes.<NodeState>none().and("tidemark.compute.node.directive.v1", NodeState.class),
                new NodeState(NODE, "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="));
    }

    private static Published<?> console() {
        return Published.of(
                EventTypes.<ConsoleOpened>none().and("tidemark.compute.console.opened.v1", ConsoleOpened.class),
                new ConsoleOpened(VM.value(), "read"));
    }

    private static Published<?> operators() {
        return Published.of(
                OperatorEvent.types("compute"),
                new RepublishRequested(Optional.of(1L), Optional.of(1000L), Optional.empty()),
                new ParkedRetried("/tidemark/network", VM.value()),
                new ParkedSkipped(
                        "/tidemark/network", VM.value(), 2, Optional.of(PARKED), "its image was deleted for good"),
                new ParkedReplaced(
                        "/tidemark/network",
                        VM.value(),
                        2,
                        PARKED,
                        "the name was cut",
                        Json.tree("{\"vmId\":\"" + VM.value() + "\"}")));
    }

    private static Published<?> rebuild() {
        return Published.of(
                EventTypes.<RebuildRequested>none()
                        .and("tidemark.compute.view.rebuild-requested.v1", RebuildRequested.class),
                new RebuildRequested("vm"));
    }

    private static Published<?> met() {
        return Published.of(ComputeEvents.REQUEST, new RequestMet("start-vm", VM.value()));
    }

    private static Published<?> refusal() {
        return Published.of(
                EventTypes.<RequestRefused>none().and("tidemark.compute.request.refused.v1", RequestRefused.class),
                new RequestRefused(
                        "create-vm",
                        "new",
                        "ACCESS_DENIED",
                        "'compute.vm.create' on " + Realm.ACME_PATH + "/vms is not granted"));
    }
}
