package io.tidemark.network.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.network.application.NetworkEvents;
import io.tidemark.network.application.NetworkRow;
import io.tidemark.network.segment.NetworkEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of networks. */
@ApplicationScoped
public class NetworkView implements View<NetworkRow> {
    @Produces
    @ApplicationScoped
    Follower networkFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public Class<NetworkRow> type() {
        return NetworkRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return NetworkEvents.NETWORK.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public NetworkRow evolve(@Nullable NetworkRow row, StoredEvent stored) {
        return switch (NetworkEvents.NETWORK.decode(stored.type(), stored.json())) {
            case NetworkEvent.NetworkCreated e ->
                new NetworkRow(
                        e.networkId().value(),
                        e.tenantId(),
                        e.name(),
                        e.cidr().value(),
                        e.gateway(),
                        e.mtu(),
                        stored.recordedAt());
        };
    }
}
