package io.tidemark.identity.store;

import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.identity.application.IdentityEventTypes;
import io.tidemark.identity.application.RoleRow;
import io.tidemark.identity.role.RoleEvent.RoleDefined;
import io.tidemark.identity.role.RoleId;
import io.tidemark.identity.role.RoleName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of roles. */
@ApplicationScoped
public class RoleView implements View<RoleRow> {
    @Produces
    @ApplicationScoped
    Follower roleFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "role";
    }

    @Override
    public Class<RoleRow> type() {
        return RoleRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return IdentityEventTypes.ROLE.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable RoleRow evolve(@Nullable RoleRow current, StoredEvent event) {
        return switch (IdentityEventTypes.ROLE.decode(event.type(), event.json())) {
            case RoleDefined(RoleId id, RoleName name, List<PrivilegePattern> privileges) ->
                new RoleRow(
                        id.value(),
                        name.value(),
                        privileges.stream().map(PrivilegePattern::value).toList(),
                        Optional.of(event.recordedAt()));
        };
    }
}
