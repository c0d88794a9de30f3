package io.tidemark.network.application;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.operations.OperationSteps;
import io.tidemark.operations.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Network's writes are done when they are answered: it takes part in others' operations and has none of its own. */
@ApplicationScoped
public class NoOperations implements OperationSteps {
    @Override
    public List<Progress> of(StoredEvent event) {
        return List.of();
    }
}
