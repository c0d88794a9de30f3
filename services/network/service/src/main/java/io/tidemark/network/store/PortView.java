package io.tidemark.network.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.network.application.NetworkEvents;
import io.tidemark.network.application.PortRow;
import io.tidemark.network.port.PortEvent.*;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of ports. */
@ApplicationScoped
public class PortView implements View<PortRow> {
    @Produces
    @ApplicationScoped
    Follower portFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "port";
    }

    @Override
    public Class<PortRow> type() {
        return PortRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return NetworkEvents.PORT.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable PortRow evolve(@Nullable PortRow row, StoredEvent stored) {
        return switch (NetworkEvents.PORT.decode(stored.type(), stored.json())) {
            case PortAllocated e ->
                new PortRow(
                        e.portId().value(),
                        e.vmId().value(),
                        e.tenantId(),
                        e.networkId().value(),
                        e.mac(),
                        e.ip(),
                        e.shape(),
                        "allocated",
                        Optional.empty(),
                        0);
            case PortBound e ->
                present(row, stored).in("bound", Optional.of(e.nodeId().value()), e.generation());
            case PortUnbound e -> present(row, stored).in("allocated", Optional.empty(), e.generation());
            case PortReshaped e -> present(row, stored).shaped(e.shape(), e.generation());
            case PortRefused _, PortReleased _ -> null;
        };
    }

    private static PortRow present(@Nullable PortRow row, StoredEvent stored) {
        if (row == null) {
            throw new IllegalStateException(stored.type() + " of " + stored.stream() + " before its allocation");
        }
        return row;
    }
}
