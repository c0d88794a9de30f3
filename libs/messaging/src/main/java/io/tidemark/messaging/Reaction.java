package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** What this service does about events of others. A bean for each thing that reacts; one per event type. */
public interface Reaction {
    /** The event types it reacts to; {@code *} for every type, besides the reaction that names it. */
    Set<String> types();

    /**
     * Plans the effect; writes nothing itself. Asked again when a stream moved meanwhile, and again after a crash,
     * so it must depend on nothing but the event and what this service has stored. A refusal is an effect (an event
     * that says so), never a failure: a failure parks the event.
     */
    Uni<Effect> on(IncomingEvent event);
}
