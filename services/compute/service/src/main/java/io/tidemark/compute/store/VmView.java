package io.tidemark.compute.store;

import io.tidemark.compute.application.ComputeEvents;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of virtual machines. */
@ApplicationScoped
public class VmView implements View<VmRow> {
    @Produces
    @ApplicationScoped
    Follower vmFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "vm";
    }

    @Override
    public Class<VmRow> type() {
        return VmRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return ComputeEvents.VM.knows(event.type()) ? Optional.of(event.stream().id()) : Optional.empty();
    }

    @Override
    public @Nullable VmRow evolve(@Nullable VmRow row, StoredEvent stored) {
        VmEvent event = ComputeEvents.VM.decode(stored.type(), stored.json());
        Instant at = stored.recordedAt();
        if (event instanceof VmDefined defined) {
            return VmRow.defined(stored.stream().id(), defined.spec(), at);
        }
        if (row == null) {
            throw new IllegalStateException(stored.type() + " of " + stored.stream() + " before its definition");
        }
        return switch (event) {
            case VmDefined _ -> row;
            case VmPortAttached e -> row.attached(e.port(), at);
            case VmCreationFailed e -> row.failed("failed", new VmRow.Problem(e.code(), e.detail()), at);
            case VmPlaced e -> row.placed(e.nodeId().value(), e.epoch(), at);
            case VmMemoryGranted _, VmPortBound _, VmStartDirected _ -> row.in("starting", at);
            case VmStarted _ -> row.in("running", at);
            case VmStartFailed e -> row.failed("stopped", new VmRow.Problem(e.code(), e.detail()), at);
            case VmStartWithdrawn e -> row.raised(e.epoch(), at);
            case VmCompensationAsked _, VmCompensationEnded _, VmStepOverdue _, VmAskedAgain _ ->
                row.in(row.state(), at);
            case VmRenamed e -> row.renamed(e.name(), at);
            case VmPaused e -> row.paused(e.cause(), at);
            case VmResumed _ -> row.in("running", at);
            case VmPauseDirected _, VmResumeDirected _, VmRestartDirected _, VmRestarted _, VmPowerFailed _ ->
                row.in(row.state(), at);
            case VmStopDirected _ -> row.in("stopping", at);
            case VmStopped _ -> row.in("stopped", at);
            case VmTrashed e -> row.trashed(e.purgeAt(), at);
            case VmUndeleted _ -> row.in("stopped", at);
            case VmDeleteDirected _ -> row.in("deleting", at);
            case VmDeleted _ -> null;
        };
    }
}
