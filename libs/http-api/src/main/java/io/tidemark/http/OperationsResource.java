package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.operations.Operation;
import io.tidemark.operations.OperationView;

/** Base of each service's {@code /operations}: a service that has operations adds the path. */
public abstract class OperationsResource {
    private final Reads reads;
    private final OperationView view;
    private final String privilege;

    protected OperationsResource(Reads reads, OperationView view, String privilege) {
        this.reads = reads;
        this.view = view;
        this.privilege = privilege;
    }

    protected Uni<Operation> one(String id, AsOf asked) {
        return reads.one(view, id, privilege, asked);
    }

    protected Uni<Page<Operation>> page(PageRequest asked) {
        return reads.page(view, privilege, asked, "state", "kind", "actor");
    }
}
