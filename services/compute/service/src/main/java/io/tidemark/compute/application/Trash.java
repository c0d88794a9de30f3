package io.tidemark.compute.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Removes deleted machines whose grace period is over. What is due while no service runs is removed after a start. */
@ApplicationScoped
public class Trash {
    private final VirtualMachines vms;
    private final Views views;
    private final View<VmRow> view;
    private final InstantSource clock = InstantSource.system();

    public Trash(VirtualMachines vms, Views views, View<VmRow> view) {
        this.vms = vms;
        this.views = views;
        this.view = view;
    }

    /** Every few seconds is often enough for periods of hours, and spares reading a full trash each second. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> empty() {
        Instant now = clock.instant();
        return views.all(view, Map.of("state", VmRow.DELETED))
                .map(all -> all.stream().filter(row -> isDue(row, now)).toList())
                .chain(due -> InTurn.each(due, row -> remove(new VmId(row.id()), now)));
    }

    private static boolean isDue(VmRow row, Instant now) {
        return row.purgeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    /** The read model may be behind: what counts is the log. */
    private Uni<Void> remove(VmId id, Instant now) {
        return vms.load(id)
                .chain(loaded -> vms.handle(
                        id, new VmCommand.ExpireGrace(now), cause(loaded.last().orElseThrow())))
                .replaceWithVoid();
    }

    /** An operation of its own: that of the deletion has ended long ago. */
    private static Cause cause(StoredEvent last) {
        return new Cause(
                last.cause().correlationId(),
                last.id(),
                "system:compute-trash",
                Optional.of(UUID.randomUUID()),
                last.cause().traceParent());
    }
}
