package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.http.OperationsResource;
import io.tidemark.http.Reads;
import io.tidemark.operations.Operation;
import io.tidemark.operations.OperationView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Compute's operations. */
@Path("/api/compute/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class ComputeOperations extends OperationsResource {
    public ComputeOperations(Reads reads, OperationView view) {
        super(reads, view, "compute.operation.read");
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listOperations",
            summary = "Operations, filtered by state, kind or actor")
    public Uni<Page<Operation>> list() {
        return page();
    }

    @GET
    @Path("{id}")
    @org.eclipse.microprofile.openapi.annotations.Operation(operationId = "showOperation", summary = "One operation")
    public Uni<Operation> show(String id) {
        return one(id);
    }
}
