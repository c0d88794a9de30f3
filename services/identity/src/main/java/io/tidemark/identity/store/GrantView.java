package io.tidemark.identity.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.identity.application.GrantRow;
import io.tidemark.identity.application.IdentityEventTypes;
import io.tidemark.identity.grant.GrantEvent.GrantGiven;
import io.tidemark.identity.grant.GrantEvent.GrantRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of grants. */
@ApplicationScoped
public class GrantView implements View<GrantRow> {
    @Produces
    @ApplicationScoped
    Follower grantFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "grant";
    }

    @Override
    public Class<GrantRow> type() {
        return GrantRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return IdentityEventTypes.GRANT.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable GrantRow evolve(@Nullable GrantRow current, StoredEvent event) {
        return switch (IdentityEventTypes.GRANT.decode(event.type(), event.json())) {
            case GrantGiven given ->
                new GrantRow(
                        given.grantId().value(),
                        given.subjectKind().name(),
                        given.subjectId(),
                        given.roleId().value(),
                        given.path().value(),
                        given.effect().name(),
                        Optional.of(event.cause().actor()),
                        Optional.of(event.recordedAt()));
            case GrantRevoked revoked -> null;
        };
    }
}
