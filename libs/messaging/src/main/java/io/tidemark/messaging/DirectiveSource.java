package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import java.util.List;

/** Which directives a service's own event calls for. One bean in each service that commands nodes. */
@FunctionalInterface
public interface DirectiveSource {
    /** Empty when none. Asked again after a failure, so it may depend only on the event and what came before it. */
    Uni<List<Directive>> of(StoredEvent event);
}
