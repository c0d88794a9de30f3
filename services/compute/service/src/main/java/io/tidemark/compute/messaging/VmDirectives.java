package io.tidemark.compute.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.ConsoleTickets;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.fleet.NodeEvent;
import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.PortId;
import io.tidemark.compute.vm.StopMode;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.messaging.Directive;
import io.tidemark.messaging.DirectiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What compute tells nodes: the whole desired state of a virtual machine as it stands now, which may be later than the event. */
@ApplicationScoped
public class VmDirectives implements DirectiveSource {
    private static final String VM = "tidemark.compute.vm.directive.v2";
    private static final String NODE = "tidemark.compute.node.directive.v1";

    private final VirtualMachines vms;
    private final ConsoleTickets tickets;

    public VmDirectives(VirtualMachines vms, ConsoleTickets tickets) {
        this.vms = vms;
        this.tickets = tickets;
    }

    /**
     * A virtual machine as a node shall make it.
     *
     * @param generation a node that is told a higher one tells what it has anew
     */
    record VmState(
            VmId vmId,
            long epoch,
            String desired,
            StopMode stopMode,
            String name,
            String tenantId,
            int vcpus,
            long memoryBytes,
            List<Disk> disks,
            List<Nic> nics,
            long generation,
            Optional<PowerState> power) {}

    /**
     * The power of a guest that runs, brought about once for each generation of the directive.
     *
     * @param restart the number of the restart that is wanted; zero when none is
     */
    record PowerState(boolean paused, long restart, StopMode restartMode) {}

    record Disk(String volumeId, long sizeBytes, String imageId, String imageFile) {}

    record Nic(String portId, String mac, long generation) {}

    record NodeState(NodeId nodeId, String consoleKey) {}

    @Override
    public Uni<List<Directive>> of(StoredEvent stored) {
        if (ComputeEvents.VM.knows(stored.type())) {
            return ofVm(ComputeEvents.VM.decode(stored.type(), stored.json()));
        }
        if (ComputeEvents.NODE.knows(stored.type())
                && ComputeEvents.NODE.decode(stored.type(), stored.json()) instanceof NodeEvent.NodeRegistered e) {
            return tickets.publicKey()
                    .map(key -> List.of(new Directive(
                            e.nodeId().value(),
                            "compute/node/" + e.nodeId(),
                            NODE,
                            Json.write(new NodeState(e.nodeId(), key)))));
        }
        return Uni.createFrom().item(List.of());
    }

    private Uni<List<Directive>> ofVm(VmEvent event) {
        return switch (event) {
            case VmStartDirected _,
                    VmStartWithdrawn _,
                    VmStopDirected _,
                    VmPauseDirected _,
                    VmResumeDirected _,
                    VmRestartDirected _,
                    VmPowerFailed _,
                    VmStopped _,
                    VmStartFailed _,
                    VmCompensationAsked _,
                    VmDeleteDirected _ ->
                vms.state(event.vmId())
                        .map(state -> desired(event.vmId(), state).stream().toList());
            case VmAskedAgain e ->
                vms.state(e.vmId()).map(state -> asked(e, state).stream().toList());
            case VmDefined _,
                    VmPortAttached _,
                    VmCreationFailed _,
                    VmPlaced _,
                    VmMemoryGranted _,
                    VmPortBound _,
                    VmStarted _,
                    VmCompensationEnded _,
                    VmStepOverdue _,
                    VmPaused _,
                    VmResumed _,
                    VmRestarted _,
                    VmRenamed _,
                    VmTrashed _,
                    VmUndeleted _,
                    VmDeleted _ -> Uni.createFrom().item(List.of());
        };
    }

    /** Empty while no node was ever told of it. */
    private static Optional<Directive> desired(VmId id, Vm state) {
        return switch (state) {
            case Vm.Launching s -> Optional.of(directive(id, s.body(), "running", StopMode.graceful, s.boundPorts()));
            case Vm.Running s -> Optional.of(running(id, s));
            case Vm.Withdrawing s -> Optional.of(directive(id, s.body(), "stopped", StopMode.forced, Map.of()));
            case Vm.Stopping s -> Optional.of(directive(id, s.body(), "stopped", s.mode(), Map.of()));
            case Vm.Stopped s -> stopped(id, s.body());
            case Vm.Compensating s -> stopped(id, s.body());
            case Vm.Trashed s -> stopped(id, s.body());
            case Vm.Deleting s -> Optional.of(directive(id, s.body(), "absent", StopMode.forced, Map.of()));
            // Told to stop under the epoch of the start to come, a node would refuse that start.
            case Vm.Preparing _, Vm.Absent _, Vm.Provisioning _, Vm.Broken _, Vm.Gone _ -> Optional.empty();
        };
    }

    /** Its node is told once more; a node where it was seen astray, that it must not run there. */
    private static Optional<Directive> asked(VmAskedAgain event, Vm state) {
        Optional<NodeId> home = Vm.bodyOf(state).flatMap(Vm.Body::home);
        boolean astray =
                event.step() == VmStep.look && !event.nodeId().equals(home) && !(state instanceof Vm.Preparing);
        return astray
                ? event.nodeId()
                        .flatMap(node -> Vm.bodyOf(state)
                                .map(body ->
                                        directive(event.vmId(), body.at(node), "stopped", StopMode.forced, Map.of())))
                : desired(event.vmId(), state);
    }

    private static Optional<Directive> stopped(VmId id, Vm.Body body) {
        return body.home().map(node -> directive(id, body, "stopped", StopMode.forced, Map.of()));
    }

    private static Directive running(VmId id, Vm.Running s) {
        PowerState power = new PowerState(
                s.power().shallPause(), s.power().wantedRestart(), s.power().manner());
        return directive(id, s.body(), "running", StopMode.graceful, s.boundPorts(), Optional.of(power));
    }

    private static Directive directive(
            VmId id, Vm.Body body, String desired, StopMode mode, Map<PortId, Long> generations) {
        return directive(id, body, desired, mode, generations, Optional.empty());
    }

    private static Directive directive(
            VmId id,
            Vm.Body body,
            String desired,
            StopMode mode,
            Map<PortId, Long> generations,
            Optional<PowerState> power) {
        long generation = generations.getOrDefault(body.port().portId(), 0L);
        VmState state = new VmState(
                id,
                body.epoch(),
                desired,
                mode,
                body.spec().name(),
                body.spec().tenantId().value(),
                body.spec().vcpus(),
                body.spec().memoryBytes().bytes(),
                List.of(new Disk(
                        id.value(),
                        body.spec().diskBytes().bytes(),
                        body.spec().imageId().value(),
                        body.spec().imageFile())),
                List.of(new Nic(body.port().portId().value(), body.port().mac(), generation)),
                body.asking().generation(),
                power);
        return new Directive(body.node().value(), "compute/vm/" + id, VM, Json.write(state));
    }
}
