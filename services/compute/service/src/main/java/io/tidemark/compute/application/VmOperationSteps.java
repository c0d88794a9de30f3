package io.tidemark.compute.application;

import io.tidemark.compute.vm.Power;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.operations.OperationSteps;
import io.tidemark.operations.Progress;
import io.tidemark.operations.Progress.*;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How the events of virtual machines tell of operations. */
@ApplicationScoped
public class VmOperationSteps implements OperationSteps {
    @Override
    public List<Progress> of(StoredEvent stored) {
        if (ComputeEvents.REQUEST.knows(stored.type())) {
            RequestMet met = ComputeEvents.REQUEST.decode(stored.type(), stored.json());
            return List.of(new Began(met.action(), "vm", met.target()), new Succeeded("it was so already"));
        }
        if (!ComputeEvents.VM.knows(stored.type())) {
            return List.of();
        }
        String id = stored.stream().id();
        return switch (ComputeEvents.VM.decode(stored.type(), stored.json())) {
            case VmDefined e ->
                List.of(
                        new Began("create-vm", "vm", id),
                        step("defined", 10, e.spec().name()));
            case VmPortAttached e ->
                e.startNext()
                        ? List.of(step("port attached", 25, e.port().ip()))
                        : List.of(step("port attached", 25, e.port().ip()), new Succeeded("provisioned"));
            case VmCreationFailed e -> List.of(new Failed(e.code(), e.detail()));
            case VmPlaced e -> List.of(new Began("start-vm", "vm", id), step("placed", 40, "on node " + e.nodeId()));
            case VmMemoryGranted _ -> List.of(step("memory reserved", 50, ""));
            case VmPortBound e -> List.of(step("port bound", 60, "generation " + e.generation()));
            case VmStartDirected e -> List.of(step("start directed", 70, "epoch " + e.epoch()));
            case VmStarted _ -> List.of(new Succeeded("running"));
            case VmStartFailed e -> List.of(new Failed(e.code(), e.detail()));
            case VmStartWithdrawn e -> List.of(step("start withdrawn", 80, e.detail()));
            case VmCompensationAsked e -> List.of(step("giving back " + e.grant(), 85, e.detail()));
            case VmCompensationEnded e ->
                List.of(step(e.grant() + (e.confirmed() ? " given back" : " not given back in time"), 90, ""));
            case VmStepOverdue e -> List.of(step(e.step() + " overdue", 1, e.detail()));
            case VmAskedAgain e -> List.of(step(e.step() + " asked for again", 1, e.reason()));
            case VmRenamed _ -> List.of();
            case VmStopDirected e ->
                List.of(
                        new Began("stop-vm", "vm", id),
                        step("stop directed", 50, e.mode().name()));
            case VmStopped e -> List.of(new Succeeded("stopped (" + e.cause() + ")"));
            case VmPauseDirected _ -> List.of(new Began("pause-vm", "vm", id), step("pause directed", 50, ""));
            case VmResumeDirected _ -> List.of(new Began("resume-vm", "vm", id), step("resume directed", 50, ""));
            case VmRestartDirected e ->
                List.of(
                        new Began("restart-vm", "vm", id),
                        step("restart directed", 50, e.mode().name()));
            case VmPaused e ->
                List.of(
                        e.cause() == Power.Standstill.requested
                                ? new Succeeded("paused")
                                : step("paused (" + e.cause() + ")", 60, ""));
            case VmResumed e -> List.of(e.requested() ? new Succeeded("running") : step("resumed (observed)", 60, ""));
            case VmRestarted e -> List.of(new Succeeded("restarted (" + e.number() + ")"));
            case VmPowerFailed e -> List.of(new Failed(e.code(), e.detail()));
            case VmTrashed e -> List.of(new Began("delete-vm", "vm", id), new Succeeded("kept until " + e.purgeAt()));
            case VmUndeleted _ -> List.of(new Began("undelete-vm", "vm", id), new Succeeded("stopped"));
            case VmDeleteDirected _ -> List.of(new Began("delete-vm", "vm", id), step("delete directed", 50, ""));
            case VmDeleted _ -> List.of(new Began("delete-vm", "vm", id), new Succeeded("deleted"));
        };
    }

    private static Progress step(String name, int percent, String detail) {
        return new Stepped(name, percent, detail);
    }
}
