package io.tidemark.compute.vm;

import io.tidemark.compute.vm.Vm.*;
import io.tidemark.compute.vm.VmEvent.*;
import java.util.List;
import java.util.Map;

/** How a virtual machine's state follows from its events. */
final class VmHistory {
    private VmHistory() {}

    private record Step(Vm state, VmEvent event) {}

    static Vm evolve(Vm state, VmEvent event) {
        return switch (new Step(state, event)) {
            case Step(Absent _, VmDefined e) -> new Provisioning(e.spec(), e.start());
            case Step(Provisioning s, VmPortAttached e) -> new Stopped(Body.fresh(s.spec(), e.port()));
            case Step(Provisioning s, VmCreationFailed e) -> new Broken(s.spec(), e.code(), e.detail());

            case Step(Stopped s, VmPlaced e) ->
                new Preparing(s.body().raisedTo(e.epoch()), e.nodeId(), List.of(), Map.of());
            case Step(Stopped s, VmStartFailed _) -> s;
            case Step(Stopped s, VmDeleteDirected _) -> new Deleting(s.body().askedAnew());
            case Step(Stopped s, VmDeleted _) -> new Gone(s.body().spec().tenantId());
            case Step(Stopped s, VmTrashed e) -> new Trashed(s.body(), e.purgeAt());
            case Step(Trashed s, VmUndeleted _) -> new Stopped(s.body());
            case Step(Trashed s, VmDeleteDirected _) -> new Deleting(s.body().askedAnew());
            case Step(Trashed s, VmDeleted _) -> new Gone(s.body().spec().tenantId());
            case Step(Broken s, VmDeleted _) -> new Gone(s.spec().tenantId());
            case Step(Deleting s, VmDeleted _) -> new Gone(s.body().spec().tenantId());

            case Step(Preparing s, VmMemoryGranted _) -> s.with(Grant.memory);
            case Step(Preparing s, VmPortBound e) -> s.bound(e.portId(), e.generation());
            case Step(Preparing s, VmStartDirected _) ->
                new Launching(s.body().at(s.node()), s.taken(), s.boundPorts());
            case Step(Preparing s, VmCompensationAsked e) ->
                new Compensating(s.body(), s.node(), s.taken(), s.body().epoch(), why(e));
            case Step(Preparing s, VmStartFailed _) -> new Stopped(s.body());

            case Step(Launching s, VmStarted _) -> new Running(s.body(), s.boundPorts(), Power.on());
            case Step(Launching s, VmCompensationAsked e) ->
                new Compensating(s.body(), s.body().node(), s.taken(), s.body().epoch(), why(e));
            case Step(Launching s, VmStartFailed _) -> new Stopped(s.body());
            case Step(Launching s, VmStartWithdrawn e) ->
                new Withdrawing(s.body().raisedTo(e.epoch()), s.taken());
            case Step(Withdrawing s, VmCompensationAsked e) ->
                new Compensating(s.body(), s.body().node(), s.taken(), s.body().epoch() - 1, why(e));
            case Step(Withdrawing s, VmStartFailed _) -> new Stopped(s.body());
            case Step(Compensating s, VmCompensationEnded _) when s.rest().isEmpty() -> s;
            case Step(Compensating s, VmCompensationEnded _) ->
                new Compensating(s.body(), s.node(), s.rest(), s.grantedUnder(), s.failure());
            case Step(Compensating s, VmCompensationAsked _) -> s;
            case Step(Compensating s, VmStartFailed _) -> new Stopped(s.body());

            case Step(Running s, VmStopDirected e) -> new Stopping(s.body().askedAnew(), e.mode());
            case Step(Stopping s, VmStopDirected e) -> new Stopping(s.body().askedAnew(), e.mode());
            case Step(Running s, VmStopped _) -> new Stopped(s.body());
            case Step(Stopping s, VmStopped _) -> new Stopped(s.body());

            case Step(Running s, VmPauseDirected _) ->
                Powering.directed(s, s.power().awaiting(VmStep.pause));
            case Step(Running s, VmResumeDirected _) ->
                Powering.directed(s, s.power().awaiting(VmStep.resume));
            case Step(Running s, VmRestartDirected e) ->
                Powering.directed(s, s.power().restarting(e.number(), e.mode()));
            case Step(Running s, VmPaused e) -> s.with(s.power().paused(e.cause()));
            case Step(Running s, VmResumed _) -> s.with(s.power().resumed());
            case Step(Running s, VmRestarted _) -> s.with(s.power().settled());
            case Step(Running s, VmPowerFailed _) ->
                Powering.directed(s, s.power().settled());

            case Step(Vm s, VmRenamed e) -> Vm.renamed(s, e.name());
            case Step(Vm s, VmAskedAgain e) -> Asked.evolve(s, asking -> asking.again(e.generation()));
            case Step(Vm s, VmStepOverdue _) -> Asked.evolve(s, Asking::late);

            case Step(Vm s, VmEvent e) ->
                throw new IllegalStateException(e.getClass().getSimpleName() + " cannot follow " + s);
        };
    }

    private static Failure why(VmCompensationAsked e) {
        return new Failure(e.code(), e.detail(), e.actions());
    }
}
