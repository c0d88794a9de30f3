package io.tidemark.compute.vm;

import io.tidemark.compute.vm.Vm.*;
import io.tidemark.compute.vm.VmEvent.*;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a virtual machine's state follows from its events. */
final class VmHistory {
    private VmHistory() {}

    private record Step(Vm state, VmEvent event) {}

    static Vm evolve(Vm state, VmEvent event) {
        return switch (new Step(state, event)) {
            case Step(Absent _, VmDefined e) -> new Provisioning(e.spec(), e.start());
            case Step(Provisioning s, VmPortAttached e) ->
                new Stopped(new Body(s.spec(), e.port(), Optional.empty(), 0));
            case Step(Provisioning s, VmCreationFailed e) -> new Broken(s.spec(), e.code(), e.detail());

            case Step(Stopped s, VmPlaced e) ->
                new Preparing(s.body().raisedTo(e.epoch()), e.nodeId(), false, Map.of());
            case Step(Stopped s, VmStartFailed _) -> s;
            case Step(Stopped s, VmDeleteDirected _) -> new Deleting(s.body());
            case Step(Stopped s, VmDeleted _) -> new Gone(s.body().spec().tenantId());
            case Step(Broken s, VmDeleted _) -> new Gone(s.spec().tenantId());
            case Step(Deleting s, VmDeleted _) -> new Gone(s.body().spec().tenantId());

            case Step(Preparing s, VmMemoryGranted _) -> new Preparing(s.body(), s.node(), true, s.boundPorts());
            case Step(Preparing s, VmPortBound e) -> new Preparing(s.body(), s.node(), s.memoryGranted(), with(s, e));
            case Step(Preparing s, VmStartDirected _) -> new Launching(s.body().at(s.node()), s.boundPorts());
            case Step(Preparing s, VmStartFailed _) -> new Stopped(s.body());

            case Step(Launching s, VmStarted _) -> new Running(s.body(), s.boundPorts());
            case Step(Launching s, VmStartFailed _) -> new Stopped(s.body());
            case Step(Launching s, VmStartWithdrawn e) ->
                new Withdrawing(s.body().raisedTo(e.epoch()));
            case Step(Withdrawing s, VmStartFailed _) -> new Stopped(s.body());

            case Step(Running s, VmStopDirected e) -> new Stopping(s.body(), e.mode());
            case Step(Stopping s, VmStopDirected e) -> new Stopping(s.body(), e.mode());
            case Step(Running s, VmStopped _) -> new Stopped(s.body());
            case Step(Stopping s, VmStopped _) -> new Stopped(s.body());

            case Step(Vm s, VmEvent e) ->
                throw new IllegalStateException(e.getClass().getSimpleName() + " cannot follow " + s);
        };
    }

    private static Map<PortId, Long> with(Preparing s, VmPortBound e) {
        Map<PortId, Long> ports = new HashMap<>(s.boundPorts());
        ports.put(e.portId(), e.generation());
        return Map.copyOf(ports);
    }
}
