package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Fleet;
import io.tidemark.compute.application.ImageRow;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.image.ImageId;
import io.tidemark.compute.vm.NetworkId;
import io.tidemark.compute.vm.StopMode;
import io.tidemark.compute.vm.TenantId;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.http.AsOf;
import io.tidemark.http.Between;
import io.tidemark.http.Difference;
import io.tidemark.http.Differences;
import io.tidemark.http.Fields;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Virtual machines. */
@Path("/api/compute/v1/vms")
@Produces(MediaType.APPLICATION_JSON)
public class VmResource {
    private static final String READ = "compute.vm.read";

    private final Writes writes;
    private final Reads reads;
    private final Differences differences;
    private final Views views;
    private final View<VmRow> view;
    private final View<ImageRow> images;
    private final VirtualMachines vms;
    private final Fleet fleet;
    private final VmChanges changes;

    public VmResource(
            Writes writes,
            Reads reads,
            Differences differences,
            Views views,
            View<VmRow> view,
            View<ImageRow> images,
            VirtualMachines vms,
            Fleet fleet,
            VmChanges changes) {
        this.writes = writes;
        this.reads = reads;
        this.differences = differences;
        this.views = views;
        this.view = view;
        this.images = images;
        this.vms = vms;
        this.fleet = fleet;
        this.changes = changes;
    }

    /** The label from now on. */
    public record RenameRequest(@Nullable String name) {}

    /** The machine's label from now on. */
    public record Renamed(String id, String name) {}

    /** How to stop. */
    public record StopRequest(Optional<StopMode> mode) {}

    @GET
    @Operation(
            operationId = "listVms",
            summary =
                    "The virtual machines that the caller may see, filtered by name, state, tenantId, nodeId or imageId;"
                            + " deleted ones only with state=deleted")
    public Uni<Page<VmRow>> list(@BeanParam PageRequest asked) {
        return reads.page(
                view, READ, asked, Map.of("state", VmRow.DELETED), "name", "state", "tenantId", "nodeId", "imageId");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showVm", summary = "One virtual machine")
    public Uni<VmRow> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked);
    }

    @GET
    @Path("{id}/diff")
    @Operation(
            operationId = "diffVm",
            summary = "What became of the virtual machine between two moments, and by which events")
    public Uni<Difference> diff(String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked);
    }

    @POST
    @Operation(operationId = "createVm", summary = "Creates a virtual machine, and starts it unless told otherwise")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> create(@Nullable VmRequest sent) {
        VmRequest request = Fields.required(sent, "body").complete();
        VmId id = new VmId(UUID.randomUUID().toString());
        UUID tenant = UUID.fromString(request.tenantId());
        return writes.perform(new Write(
                "create-vm",
                "compute.vm.create",
                "/tenants/" + tenant + "/vms",
                "new",
                request,
                Write.Reply.operation("compute", UUID.randomUUID(), "create-vm", "vm", id.value()),
                (cause, companions) -> image(request)
                        .chain(image -> image.isEmpty()
                                ? Uni.createFrom().item(missing(request))
                                : vms.handle(
                                        id,
                                        new VmCommand.Define(
                                                id,
                                                spec(request, image.get()),
                                                request.start().orElse(true)),
                                        cause,
                                        companions))));
    }

    private Uni<Optional<ImageRow>> image(VmRequest request) {
        return views.get(images, request.imageId(), Optional.empty())
                .map(found -> found.map(Views.Row::body)
                        .filter(image ->
                                image.tenantId().isEmpty() || image.tenantId().equals(request.tenantId())));
    }

    private static Outcome<io.tidemark.compute.vm.Vm> missing(VmRequest request) {
        return new Outcome.Refused<>(
                new Rejection(VmProblem.IMAGE_MISSING, "no image '" + request.imageId() + "' for this tenant"));
    }

    private static VmSpec spec(VmRequest request, ImageRow image) {
        return new VmSpec(
                new TenantId(request.tenantId()),
                request.name(),
                request.vcpus(),
                new MemorySize(request.memoryBytes()),
                new MemorySize(request.memoryReservationBytes().orElse(0L)),
                new ImageId(image.id()),
                image.file(),
                MemorySize.max(
                        new MemorySize(request.diskBytes().orElse(0L)), new MemorySize(image.virtualSizeBytes())),
                request.networkId().map(NetworkId::new),
                request.shape());
    }

    @POST
    @Path("{id}/start")
    @Operation(operationId = "startVm", summary = "Starts a stopped virtual machine")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> start(String id) {
        VmId vm = new VmId(id);
        return changes.begin(
                vm,
                "start-vm",
                "compute.vm.start",
                "",
                (cause, companions) -> fleet.placement(vm)
                        .chain(placement ->
                                vms.asked(vm, "start-vm", new VmCommand.Start(placement), cause, companions)));
    }

    @POST
    @Path("{id}/stop")
    @Operation(operationId = "stopVm", summary = "Stops a running virtual machine, by its power button or by force")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> stop(String id, @Nullable StopRequest request) {
        VmId vm = new VmId(id);
        StopMode mode = Optional.ofNullable(request).flatMap(StopRequest::mode).orElse(StopMode.graceful);
        return changes.begin(
                vm,
                "stop-vm",
                "compute.vm.stop",
                mode,
                (cause, companions) -> vms.asked(vm, "stop-vm", new VmCommand.Stop(mode), cause, companions));
    }

    /** A label; several machines may have the same. A guest that runs is told of it with its next start. */
    @PUT
    @Path("{id}/name")
    @Operation(operationId = "renameVm", summary = "Renames a virtual machine, whatever it is in the middle of")
    @APIResponseSchema(value = Renamed.class, responseCode = "200")
    public Uni<Response> rename(String id, @Nullable RenameRequest sent) {
        String name = Fields.required(Fields.required(sent, "body").name(), "name");
        VmId vm = new VmId(id);
        return changes.write(
                vm,
                new Write.Request("rename-vm", id, name),
                "compute.vm.rename",
                Uni.createFrom().item(Write.Reply.done(new Renamed(id, name))),
                (cause, companions) -> vms.rename(vm, new VmCommand.Rename(name), cause, companions));
    }
}
