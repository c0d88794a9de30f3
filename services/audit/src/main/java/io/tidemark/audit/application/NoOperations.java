package io.tidemark.audit.application;

import io.tidemark.eventstore.StoredEvent;
import io.tidemark.operations.OperationSteps;
import io.tidemark.operations.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The audit service begins no operations; the operation ids on its records are those of other services. */
@ApplicationScoped
public class NoOperations implements OperationSteps {

    @Override
    public List<Progress> of(StoredEvent event) {
        return List.of();
    }
}
