package io.tidemark.compute.application;

import io.tidemark.compute.fleet.NodeEvent;
import io.tidemark.compute.image.ImageEvent;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.eventstore.EventTypes;

/** The wire names of compute's events. Published: never changed, only added to. */
public final class ComputeEvents {
    public static final EventTypes<VmEvent> VM = EventTypes.<VmEvent>none()
            .and("tidemark.compute.vm.defined.v1", VmEvent.VmDefined.class)
            .and("tidemark.compute.vm.port-attached.v1", VmEvent.VmPortAttached.class)
            .and("tidemark.compute.vm.creation-failed.v1", VmEvent.VmCreationFailed.class)
            .and("tidemark.compute.vm.placed.v1", VmEvent.VmPlaced.class)
            .and("tidemark.compute.vm.memory-granted.v1", VmEvent.VmMemoryGranted.class)
            .and("tidemark.compute.vm.port-bound.v1", VmEvent.VmPortBound.class)
            .and("tidemark.compute.vm.start-directed.v1", VmEvent.VmStartDirected.class)
            .and("tidemark.compute.vm.started.v1", VmEvent.VmStarted.class)
            .and("tidemark.compute.vm.start-failed.v1", VmEvent.VmStartFailed.class)
            .and("tidemark.compute.vm.start-withdrawn.v1", VmEvent.VmStartWithdrawn.class)
            .and("tidemark.compute.vm.compensation-asked.v1", VmEvent.VmCompensationAsked.class)
            .and("tidemark.compute.vm.compensation-ended.v1", VmEvent.VmCompensationEnded.class)
            .and("tidemark.compute.vm.step-overdue.v1", VmEvent.VmStepOverdue.class)
            .and("tidemark.compute.vm.asked-again.v1", VmEvent.VmAskedAgain.class)
            .and("tidemark.compute.vm.renamed.v1", VmEvent.VmRenamed.class)
            .and("tidemark.compute.vm.stop-directed.v1", VmEvent.VmStopDirected.class)
            .and("tidemark.compute.vm.stopped.v1", VmEvent.VmStopped.class)
            .and("tidemark.compute.vm.pause-directed.v1", VmEvent.VmPauseDirected.class)
            .and("tidemark.compute.vm.resume-directed.v1", VmEvent.VmResumeDirected.class)
            .and("tidemark.compute.vm.restart-directed.v1", VmEvent.VmRestartDirected.class)
            .and("tidemark.compute.vm.paused.v1", VmEvent.VmPaused.class)
            .and("tidemark.compute.vm.resumed.v1", VmEvent.VmResumed.class)
            .and("tidemark.compute.vm.restarted.v1", VmEvent.VmRestarted.class)
            .and("tidemark.compute.vm.power-failed.v1", VmEvent.VmPowerFailed.class)
            .and("tidemark.compute.vm.trashed.v1", VmEvent.VmTrashed.class)
            .and("tidemark.compute.vm.undeleted.v1", VmEvent.VmUndeleted.class)
            .and("tidemark.compute.vm.delete-directed.v1", VmEvent.VmDeleteDirected.class)
            .and("tidemark.compute.vm.deleted.v1", VmEvent.VmDeleted.class);

    public static final EventTypes<NodeEvent> NODE = EventTypes.<NodeEvent>none()
            .and("tidemark.compute.node.registered.v1", NodeEvent.NodeRegistered.class)
            .and("tidemark.compute.node.unreachable.v1", NodeEvent.NodeUnreachable.class)
            .and("tidemark.compute.node.reachable.v1", NodeEvent.NodeReachable.class)
            .and("tidemark.compute.node.domains-observed.v1", NodeEvent.NodeDomainsObserved.class);

    public static final EventTypes<ImageEvent> IMAGE = EventTypes.<ImageEvent>none()
            .and("tidemark.compute.image.imported.v1", ImageEvent.ImageImported.class)
            .and("tidemark.compute.image.deleted.v1", ImageEvent.ImageDeleted.class);

    public static final EventTypes<RequestMet> REQUEST =
            EventTypes.<RequestMet>none().and("tidemark.compute.request.met.v1", RequestMet.class);

    private ComputeEvents() {}
}
