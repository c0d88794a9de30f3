package io.tidemark.audit.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.application.Sealing;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.IncomingEvent;
import io.tidemark.messaging.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Seals every event of every service and every fact of every node, known or not. */
@ApplicationScoped
public class SealReaction implements Reaction {

    private final Sealing sealing;

    public SealReaction(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public Set<String> types() {
        return Set.of("*");
    }

    @Override
    public Uni<Effect> on(IncomingEvent event) {
        return sealing.plan(audited(event)).map(Effect::of);
    }

    private static AuditedEvent audited(IncomingEvent event) {
        return AuditedEvent.of(
                event.id(),
                event.type(),
                event.producer(),
                event.aggregate(),
                event.time(),
                event.cause(),
                event.revision(),
                event.json());
    }
}
