package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.vm.StopMode;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The power of virtual machines that run. Who asks for what is under way already is told of that operation. */
@Path("/api/compute/v1/vms/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class VmPowerResource {
    private static final String PAUSE = "compute.vm.pause";
    private static final String RESET = "compute.vm.reset";

    private final VmChanges changes;
    private final VirtualMachines vms;

    public VmPowerResource(VmChanges changes, VirtualMachines vms) {
        this.changes = changes;
        this.vms = vms;
    }

    /** How to reboot: by the power button unless it says otherwise. */
    public record RebootRequest(Optional<StopMode> mode) {}

    @POST
    @Path("pause")
    @Operation(operationId = "pauseVm", summary = "Lets the guest of a running virtual machine stand still")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> pause(String id) {
        return change(new VmId(id), "pause-vm", PAUSE, "", new VmCommand.Pause());
    }

    @POST
    @Path("resume")
    @Operation(
            operationId = "resumeVm",
            summary = "Lets a guest that stands still go on from where it was, whatever stopped it")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> resume(String id) {
        return change(new VmId(id), "resume-vm", PAUSE, "", new VmCommand.Resume());
    }

    @POST
    @Path("reset")
    @Operation(
            operationId = "resetVm",
            summary = "Lets the guest begin anew at once; what it has not written to disk is lost")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> reset(String id) {
        return restart(new VmId(id), StopMode.forced);
    }

    @POST
    @Path("reboot")
    @Operation(
            operationId = "rebootVm",
            summary = "Lets the guest shut itself down by its power button and begin anew, or resets it when told so")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> reboot(String id, @Nullable RebootRequest request) {
        return restart(
                new VmId(id),
                Optional.ofNullable(request).flatMap(RebootRequest::mode).orElse(StopMode.graceful));
    }

    private Uni<Response> restart(VmId id, StopMode mode) {
        return change(id, "restart-vm", RESET, mode, new VmCommand.Restart(mode));
    }

    private Uni<Response> change(VmId id, String action, String privilege, Object body, VmCommand command) {
        return changes.begin(
                id, action, privilege, body, (cause, companions) -> vms.asked(id, action, command, cause, companions));
    }
}
