package io.tidemark.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.messaging.Witness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** What operators do to this service is sealed like everybody's events; directly, because it does not take in its own. */
@ApplicationScoped
public class SealedRequests implements Witness {
    private final Sealing sealing;
    private final InstantSource clock = InstantSource.system();

    public SealedRequests(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public Uni<StreamWrite> of(StreamId stream, NewEvent event, Cause cause, List<StreamWrite> before) {
        AuditedEvent audited = AuditedEvent.of(
                event.id(), event.type(), "/tidemark/audit", stream.id(), clock.instant(), cause, 1, event.json());
        return sealing.plan(audited, before);
    }
}
