package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.http.AsOf;
import io.tidemark.http.OperationsResource;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import io.tidemark.operations.Operation;
import io.tidemark.operations.OperationView;
import io.tidemark.problems.Rejection;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Compute's operations. */
@Path("/api/compute/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class ComputeOperations extends OperationsResource {
    private static final String READ = "compute.operation.read";

    private final Reads reads;
    private final OperationView view;
    private final OperationCancel cancel;

    public ComputeOperations(Reads reads, OperationView view, OperationCancel cancel) {
        super(reads, view, READ);
        this.reads = reads;
        this.view = view;
        this.cancel = cancel;
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listOperations",
            summary = "Operations, filtered by state, kind or actor")
    public Uni<Page<Operation>> list(@BeanParam PageRequest asked) {
        return page(asked);
    }

    @GET
    @Path("{id}")
    @org.eclipse.microprofile.openapi.annotations.Operation(operationId = "showOperation", summary = "One operation")
    public Uni<Operation> show(String id, @BeanParam AsOf asked) {
        return one(id, asked);
    }

    /** Needs what beginning the operation needed. What was taken for it is given back by those who gave it. */
    @POST
    @Path("{id}/cancel")
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "cancelOperation",
            summary = "Cancels a creation or a start that no node was told of yet")
    @APIResponseSchema(value = Operation.class, responseCode = "202")
    public Uni<Response> cancel(String id) {
        return reads.row(view, id, READ).chain(row -> {
            Operation operation = row.body();
            return cancel.perform(new OperationCancel.Asked(
                    "cancel-operation",
                    privilege(operation),
                    row.objectPath(),
                    operation.id(),
                    operation.kind(),
                    new VmId(operation.target().id())));
        });
    }

    private static String privilege(Operation operation) {
        return switch (operation.kind()) {
            case "create-vm" -> "compute.vm.create";
            case "start-vm" -> "compute.vm.start";
            default ->
                throw new Rejection(VmProblem.NOT_CANCELLABLE, "a " + operation.kind() + " goes through to its end")
                        .asException();
        };
    }
}
