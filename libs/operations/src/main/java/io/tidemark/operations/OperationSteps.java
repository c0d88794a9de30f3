package io.tidemark.operations;

import io.tidemark.eventstore.StoredEvent;
import java.util.List;

/** How a service's events tell of operations. One bean per service; pure. */
@FunctionalInterface
public interface OperationSteps {
    /** In order; empty when the event says nothing about its operation. */
    List<Progress> of(StoredEvent event);
}
