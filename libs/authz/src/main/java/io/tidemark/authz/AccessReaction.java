package io.tidemark.authz;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Keeps the last event of each of identity's aggregates in the replica. */
@ApplicationScoped
public class AccessReaction implements Reaction {
    @Override
    public Set<String> types() {
        return IdentityEvents.TYPES;
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        IdentityEvents.Row row = new IdentityEvents.Row(event.type(), event.json());
        // An event that the access model cannot read must park here, not fail later in every decision.
        IdentityEvents.change(row);
        return Uni.createFrom()
                .item(Effect.of(new Companion.Replica(AccessReplica.KIND, event.aggregate(), Json.write(row))));
    }
}
