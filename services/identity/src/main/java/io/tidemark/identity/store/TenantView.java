package io.tidemark.identity.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.identity.application.IdentityEventTypes;
import io.tidemark.identity.application.TenantRow;
import io.tidemark.identity.tenant.TenantEvent.TenantCreated;
import io.tidemark.identity.tenant.TenantId;
import io.tidemark.identity.tenant.TenantName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of tenants. */
@ApplicationScoped
public class TenantView implements View<TenantRow> {
    @Produces
    @ApplicationScoped
    Follower tenantFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public Class<TenantRow> type() {
        return TenantRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return IdentityEventTypes.TENANT.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable TenantRow evolve(@Nullable TenantRow current, StoredEvent event) {
        return switch (IdentityEventTypes.TENANT.decode(event.type(), event.json())) {
            case TenantCreated(TenantId id, TenantName name) ->
                new TenantRow(id.value(), name.value(), Optional.of(event.recordedAt()));
        };
    }
}
