package io.tidemark.identity.store;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.ViewFollower;
import io.tidemark.identity.application.IdentityEventTypes;
import io.tidemark.identity.application.MembershipRow;
import io.tidemark.identity.membership.MembershipEvent.MembershipObserved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read model of memberships. */
@ApplicationScoped
public class MembershipView implements View<MembershipRow> {
    @Produces
    @ApplicationScoped
    Follower membershipFollower() {
        return new ViewFollower<>(this);
    }

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public Class<MembershipRow> type() {
        return MembershipRow.class;
    }

    @Override
    public Optional<String> key(StoredEvent event) {
        return IdentityEventTypes.MEMBERSHIP.knows(event.type())
                ? Optional.of(event.stream().id())
                : Optional.empty();
    }

    @Override
    public @Nullable MembershipRow evolve(@Nullable MembershipRow current, StoredEvent event) {
        return switch (IdentityEventTypes.MEMBERSHIP.decode(event.type(), event.json())) {
            case MembershipObserved(String userId, List<String> groupIds) -> new MembershipRow(userId, groupIds);
        };
    }
}
