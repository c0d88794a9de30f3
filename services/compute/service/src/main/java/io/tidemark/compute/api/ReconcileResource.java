package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.GuestSightings;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.vm.Reconciliation;
import io.tidemark.compute.vm.Sighting;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmId;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Mending a virtual machine whose record and whose node say different things: by asking the node, never by hand. */
@Path("/api/compute/v1/vms/{id}/reconcile")
@Produces(MediaType.APPLICATION_JSON)
public class ReconcileResource {
    private final Reads reads;
    private final Writes writes;
    private final View<VmRow> view;
    private final VirtualMachines vms;
    private final GuestSightings sightings;

    public ReconcileResource(
            Reads reads, Writes writes, View<VmRow> view, VirtualMachines vms, GuestSightings sightings) {
        this.reads = reads;
        this.writes = writes;
        this.view = view;
        this.vms = vms;
        this.sightings = sightings;
    }

    /**
     * What was found and done.
     *
     * @param recorded the state that the events say
     * @param shown what nodes' last measurements show
     * @param asked the node that was asked to tell what it has; its facts change what is recorded. Absent when nobody was
     */
    public record Reconciled(
            String vmId, Reconciliation.Verdict verdict, String recorded, String shown, Optional<String> asked) {}

    @POST
    @Operation(
            operationId = "reconcileVm",
            summary = "Compares what is recorded of the virtual machine with what nodes show of it, and has the node"
                    + " tell where they differ")
    @APIResponseSchema(value = Reconciled.class, responseCode = "200")
    public Uni<Response> reconcile(String id) {
        VmId vm = new VmId(id);
        return reads.row(view, id, "compute.vm.read").chain(row -> vms.state(vm).chain(state -> act(vm, row, state)));
    }

    private Uni<Response> act(VmId vm, Views.Row<VmRow> row, Vm state) {
        List<Sighting> seen = sightings.of(vm);
        Reconciliation found = Reconciliation.of(state, seen);
        return writes.perform(new Write(
                "reconcile-vm",
                "compute.process.reconcile",
                row.objectPath(),
                vm.value(),
                "",
                Write.Reply.done(new Reconciled(
                        vm.value(),
                        found.verdict(),
                        found.recorded(),
                        found.shown(),
                        found.ask().map(node -> node.value()))),
                (cause, companions) -> vms.reconcile(vm, new VmCommand.Reconcile(seen, found), cause, companions)));
    }
}
