package io.tidemark.identity.application;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.operations.OperationSteps;
import io.tidemark.operations.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whatever identity is asked for is done when it is answered. */
@ApplicationScoped
public class NoOperations implements OperationSteps {
    @Override
    public List<Progress> of(StoredEvent event) {
        return List.of();
    }
}
