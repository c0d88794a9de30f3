package io.tidemark.compute.store;

import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.ProcessRow;
import io.tidemark.compute.application.ProcessRow.Problem;
import io.tidemark.compute.vm.Grant;
import io.tidemark.compute.vm.Power;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read model of processes: what each virtual machine is, or was, in the middle of, and for whom it waits. */
@ApplicationScoped
public class ProcessView implements View<ProcessRow> {
    private static final String NETWORK = "network";
    private static final String MEMORY = "memory-broker";
    private static final String CONFIRMED = "confirmed";
    private static final String TIMED_OUT = "timed-out";

    @Produces
    @ApplicationScoped
    Follower processFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Class<ProcessRow> type() {
        return ProcessRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return ComputeEvents.VM.knows(event.type())
                ? event.cause().operationId().map(UUID::toString)
                : Optional.empty();
    }

    @Override
    public @Nullable ProcessRow evolve(@Nullable ProcessRow current, StoredEvent stored) {
        VmEvent event = ComputeEvents.VM.decode(stored.type(), stored.json());
        ProcessRow row = current == null ? began(event, stored) : current;
        return row == null || row.hasEnded() ? row : next(row.stepped(step(event, stored)), event, stored.recordedAt());
    }

    /** Null for an event that belongs to an operation and began none. */
    private static @Nullable ProcessRow began(VmEvent event, StoredEvent stored) {
        return switch (event) {
            case VmDefined _ -> ProcessRow.begun("create-vm", stored);
            case VmPlaced _ -> ProcessRow.begun("start-vm", stored);
            case VmStopDirected _ -> ProcessRow.begun("stop-vm", stored);
            case VmPauseDirected _ -> ProcessRow.begun("pause-vm", stored);
            case VmResumeDirected _ -> ProcessRow.begun("resume-vm", stored);
            case VmRestartDirected _ -> ProcessRow.begun("restart-vm", stored);
            case VmUndeleted _ -> ProcessRow.begun("undelete-vm", stored);
            case VmTrashed _, VmDeleteDirected _, VmDeleted _ -> ProcessRow.begun("delete-vm", stored);
            case VmPortAttached _,
                    VmCreationFailed _,
                    VmMemoryGranted _,
                    VmPortBound _,
                    VmStartDirected _,
                    VmStarted _,
                    VmStartFailed _,
                    VmStartWithdrawn _,
                    VmCompensationAsked _,
                    VmCompensationEnded _,
                    VmStepOverdue _,
                    VmAskedAgain _,
                    VmRenamed _,
                    VmPaused _,
                    VmResumed _,
                    VmRestarted _,
                    VmPowerFailed _,
                    VmStopped _ -> null;
        };
    }

    private static ProcessRow next(ProcessRow row, VmEvent event, Instant at) {
        return switch (event) {
            case VmDefined _ -> row.waits(VmStep.port, List.of(NETWORK), 0, at);
            case VmPortAttached e -> e.startNext() ? row : row.ended(at);
            case VmCreationFailed e -> row.failed(new Problem(e.code(), e.detail()), at);
            case VmPlaced e -> row.waits(VmStep.grants, List.of(MEMORY, NETWORK), e.epoch(), at);
            case VmMemoryGranted _ -> row.answeredBy(MEMORY, at);
            case VmPortBound _ -> row.answeredBy(NETWORK, at);
            case VmStartDirected e -> row.waits(VmStep.start, node(e.nodeId().value()), e.epoch(), at);
            case VmStarted _ -> row.ended(at);
            case VmStartWithdrawn e ->
                row.troubled(new Problem(e.code(), e.detail()))
                        .undoing("start", at)
                        .waits(VmStep.withdrawal, node(e.nodeId().value()), e.epoch(), at);
            case VmCompensationAsked e ->
                row.troubled(new Problem(e.code(), e.detail()))
                        .undone(CONFIRMED, at)
                        .undoing(e.grant().name(), at)
                        .waits(VmStep.undoing(e.grant()), List.of(giver(e.grant())), e.epoch(), at);
            case VmCompensationEnded e -> row.undone(e.confirmed() ? CONFIRMED : TIMED_OUT, at);
            case VmStartFailed e -> row.failed(new Problem(e.code(), e.detail()), at);
            case VmStepOverdue e -> row.stuck(new Problem(e.code(), e.detail()));
            case VmAskedAgain _ -> row.askedAgain(at);
            case VmRenamed _ -> row;
            case VmStopDirected e -> row.waits(VmStep.stop, node(e.nodeId().value()), e.epoch(), at);
            case VmStopped _ -> row.ended(at);
            case VmPauseDirected e -> row.waits(VmStep.pause, node(e.nodeId().value()), e.epoch(), at);
            case VmResumeDirected e -> row.waits(VmStep.resume, node(e.nodeId().value()), e.epoch(), at);
            case VmRestartDirected e ->
                row.waits(VmStep.restart, node(e.nodeId().value()), e.epoch(), at);
            case VmPaused e -> e.cause() == Power.Standstill.requested ? row.ended(at) : row;
            case VmResumed e -> e.requested() ? row.ended(at) : row;
            case VmRestarted _ -> row.ended(at);
            case VmPowerFailed e -> row.failed(new Problem(e.code(), e.detail()), at);
            case VmTrashed _, VmUndeleted _ -> row.ended(at);
            case VmDeleteDirected e ->
                row.waits(VmStep.deletion, node(e.nodeId().value()), e.epoch(), at);
            case VmDeleted _ -> row.ended(at);
        };
    }

    private static List<String> node(String id) {
        return List.of("node/" + id);
    }

    private static String giver(Grant grant) {
        return switch (grant) {
            case memory -> MEMORY;
            case port -> NETWORK;
        };
    }

    private static ProcessRow.Step step(VmEvent event, StoredEvent stored) {
        return new ProcessRow.Step(stored.type(), stored.id(), stored.recordedAt(), detail(event));
    }

    private static Optional<String> detail(VmEvent event) {
        return switch (event) {
            case VmCreationFailed e -> Optional.of(e.detail());
            case VmStartFailed e -> Optional.of(e.detail());
            case VmStartWithdrawn e -> Optional.of(e.detail());
            case VmStepOverdue e -> Optional.of(e.detail());
            case VmAskedAgain e -> Optional.of(e.reason());
            case VmCompensationAsked e -> Optional.of(e.grant() + ": " + e.detail());
            case VmCompensationEnded e -> Optional.of(e.grant() + ": " + (e.confirmed() ? CONFIRMED : TIMED_OUT));
            case VmPlaced e -> Optional.of("on node " + e.nodeId() + " under epoch " + e.epoch());
            case VmStopped e -> Optional.of(e.cause());
            case VmStopDirected e -> Optional.of(e.mode().name());
            case VmRestartDirected e -> Optional.of(e.mode().name());
            case VmPaused e -> Optional.of(e.cause().name());
            case VmPowerFailed e -> Optional.of(e.detail());
            case VmTrashed e -> Optional.of("kept until " + e.purgeAt());
            case VmDefined _,
                    VmPortAttached _,
                    VmMemoryGranted _,
                    VmPortBound _,
                    VmStartDirected _,
                    VmStarted _,
                    VmRenamed _,
                    VmPauseDirected _,
                    VmResumeDirected _,
                    VmResumed _,
                    VmRestarted _,
                    VmUndeleted _,
                    VmDeleteDirected _,
                    VmDeleted _ -> Optional.empty();
        };
    }
}
