package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.ProcessRow;
import io.tidemark.compute.application.StepLimits;
import io.tidemark.compute.application.VirtualMachines;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.AsOf;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Processes as operators see them: what a virtual machine is in the middle of, for whom it waits, and since when. */
@Path("/api/compute/v1/processes")
@Produces(MediaType.APPLICATION_JSON)
public class ProcessResource {
    private static final String READ = "compute.process.read";

    private final Reads reads;
    private final Writes writes;
    private final View<ProcessRow> view;
    private final StepLimits limits;
    private final VirtualMachines vms;
    private final OperationCancel cancel;

    public ProcessResource(
            Reads reads,
            Writes writes,
            View<ProcessRow> view,
            StepLimits limits,
            VirtualMachines vms,
            OperationCancel cancel) {
        this.reads = reads;
        this.writes = writes;
        this.view = view;
        this.limits = limits;
        this.vms = vms;
        this.cancel = cancel;
    }

    /**
     * A process as shown.
     *
     * @param problem the last one; the process has failed when it has ended with one
     */
    public record Process(
            String id,
            String kind,
            ProcessRow.State state,
            String vmId,
            String actor,
            UUID correlationId,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<Wait> waitsFor,
            List<ProcessRow.Compensation> compensations,
            Optional<ProcessRow.Problem> problem,
            List<ProcessRow.Step> steps) {}

    /**
     * What is waited for.
     *
     * @param deadline when an event says that it takes too long, by the limits of now
     */
    public record Wait(VmStep step, List<String> on, long epoch, Instant since, Instant deadline, int attempts) {}

    @GET
    @Operation(operationId = "listProcesses", summary = "Processes, filtered by state, kind or vmId")
    public Uni<Page<Process>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "state", "kind", "vmId").map(page -> page.map(this::shown));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showProcess", summary = "One process with each step and the event that it was")
    public Uni<Process> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked).map(this::shown);
    }

    @POST
    @Path("{id}/retry")
    @Operation(
            operationId = "retryProcess",
            summary =
                    "Asks once more for what the process waits for, with a deadline of its own; harmless when doubled")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> retry(String id) {
        return reads.row(view, id, READ).chain(row -> {
            ProcessRow process = row.body();
            VmId vm = new VmId(process.vmId());
            UUID operation = UUID.fromString(process.id());
            return writes.perform(new Write(
                    "retry-process",
                    "compute.process.retry",
                    row.objectPath(),
                    id,
                    "",
                    Write.Reply.operation("compute", operation, process.kind(), "vm", vm.value()),
                    (cause, companions) -> vms.askAgain(vm, operation, cause, companions)));
        });
    }

    @POST
    @Path("{id}/cancel")
    @Operation(operationId = "cancelProcess", summary = "Gives up a creation or a start that no node was told of yet")
    @APIResponseSchema(value = io.tidemark.operations.Operation.class, responseCode = "202")
    public Uni<Response> cancel(String id) {
        return reads.row(view, id, READ).chain(row -> {
            ProcessRow process = row.body();
            return cancel.perform(new OperationCancel.Asked(
                    "cancel-process",
                    "compute.process.cancel",
                    row.objectPath(),
                    UUID.fromString(process.id()),
                    process.kind(),
                    new VmId(process.vmId())));
        });
    }

    private Process shown(ProcessRow row) {
        return new Process(
                row.id(),
                row.kind(),
                row.state(),
                row.vmId(),
                row.actor(),
                row.correlationId(),
                row.startedAt(),
                row.endedAt(),
                row.waitsFor().map(this::shown),
                row.compensations(),
                row.problem(),
                row.steps());
    }

    private Wait shown(ProcessRow.Wait wait) {
        return new Wait(
                wait.step(),
                wait.on(),
                wait.epoch(),
                wait.since(),
                wait.since().plus(limits.of(wait.step())),
                wait.attempts());
    }
}
