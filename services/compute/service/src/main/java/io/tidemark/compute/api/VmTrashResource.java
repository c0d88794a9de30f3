package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.DeletionGrace;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Virtual machines into the trash, out of it, and away. */
@Path("/api/compute/v1/vms")
@Produces(MediaType.APPLICATION_JSON)
public class VmTrashResource {
    private final VmChanges changes;
    private final VirtualMachines vms;
    private final DeletionGrace grace;

    public VmTrashResource(VmChanges changes, VirtualMachines vms, DeletionGrace grace) {
        this.changes = changes;
        this.vms = vms;
        this.grace = grace;
    }

    /** Whoever may delete but not purge cannot do what cannot be undone, unless the service keeps no deleted machines. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteVm",
            summary = "Deletes a stopped virtual machine; until its purgeAt it keeps its volumes and can be undeleted")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> delete(
            String id,
            @Parameter(
                            description = "true: remove it with its volumes now, also when it is deleted already.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("purge")
                    @Nullable
                    String purge) {
        return isPurge(purge)
                ? begin(id, "delete-vm", "compute.vm.purge", "purge", new VmCommand.Purge())
                : begin(id, "delete-vm", "compute.vm.delete", "", grace.deletion());
    }

    @POST
    @Path("{id}/undelete")
    @Operation(operationId = "undeleteVm", summary = "Brings a deleted virtual machine back, stopped")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> undelete(String id) {
        return begin(id, "undelete-vm", "compute.vm.undelete", "", new VmCommand.Undelete());
    }

    private Uni<Response> begin(String id, String action, String privilege, String body, VmCommand command) {
        VmId vm = new VmId(id);
        return changes.begin(
                vm, action, privilege, body, (cause, companions) -> vms.asked(vm, action, command, cause, companions));
    }

    /** @throws IllegalArgumentException when it is neither true nor false: to guess could be to lose a disk, or to keep it */
    private static boolean isPurge(@Nullable String given) {
        return switch (given == null ? "false" : given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("purge is true or false, not '" + given + "'");
        };
    }
}
