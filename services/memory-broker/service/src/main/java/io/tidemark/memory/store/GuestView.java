package io.tidemark.memory.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.memory.application.GuestRow;
import io.tidemark.memory.application.MemoryEvents;
import io.tidemark.memory.host.HostEvent.*;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of guests' memory. */
@ApplicationScoped
public class GuestView implements View<GuestRow> {
    @Produces
    @ApplicationScoped
    Follower guestFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public Class<GuestRow> type() {
        return GuestRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent stored) {
        if (!MemoryEvents.HOST.knows(stored.type())) {
            return Optional.empty();
        }
        return switch (MemoryEvents.HOST.decode(stored.type(), stored.json())) {
            case ReservationGranted e -> Optional.of(e.vmId().value());
            case ReservationReleased e -> Optional.of(e.vmId().value());
            case BalloonTargetSet e -> Optional.of(e.vmId().value());
            case BalloonMoved e -> Optional.of(e.vmId().value());
            case GuestLimitSet e -> Optional.of(e.vmId().value());
            case CapacityLearned _, ReservationRefused _ -> Optional.empty();
        };
    }

    @Override
    public @Nullable GuestRow evolve(@Nullable GuestRow row, StoredEvent stored) {
        return switch (MemoryEvents.HOST.decode(stored.type(), stored.json())) {
            case ReservationGranted e ->
                new GuestRow(
                        e.vmId().value(),
                        e.tenantId(),
                        e.nodeId().value(),
                        e.epoch(),
                        e.memoryBytes().bytes(),
                        e.reservationBytes().bytes(),
                        e.overheadBytes().bytes(),
                        Optional.empty(),
                        e.memoryBytes().bytes(),
                        Optional.empty(),
                        "boots with all of its memory");
            case ReservationReleased _ -> null;
            case BalloonTargetSet e ->
                present(row, stored).aiming(e.targetBytes().bytes(), e.reason());
            case BalloonMoved e -> present(row, stored).moved(e.actualBytes().bytes());
            case GuestLimitSet e -> present(row, stored).limited(e.limitBytes().bytes());
            case CapacityLearned _, ReservationRefused _ -> row;
        };
    }

    /** A guest's memory is the tenant's to read, though it is the node's to promise. */
    @Override
    public String objectPath(GuestRow row, StoredEvent event) {
        return "/tenants/" + row.tenantId() + "/vms/" + row.vmId();
    }

    private static GuestRow present(@Nullable GuestRow row, StoredEvent stored) {
        if (row == null) {
            throw new IllegalStateException(stored.type() + " of " + stored.stream() + " before its reservation");
        }
        return row;
    }
}
