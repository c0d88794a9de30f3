package io.tidemark.memory.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.AsOf;
import io.tidemark.http.Between;
import io.tidemark.http.Difference;
import io.tidemark.http.Differences;
import io.tidemark.http.Fields;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.memory.application.GuestRow;
import io.tidemark.memory.application.Hosts;
import io.tidemark.memory.application.Measurements;
import io.tidemark.memory.application.Measurements.GuestSample;
import io.tidemark.memory.host.HostCommand;
import io.tidemark.memory.host.MemoryProblem;
import io.tidemark.memory.host.NodeId;
import io.tidemark.memory.host.VmId;
import io.tidemark.problems.Rejection;
import io.tidemark.units.MemorySize;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The memory of running guests. */
@Path("/api/memory-broker/v1/guests")
@Produces(MediaType.APPLICATION_JSON)
public class GuestResource {
    private static final String READ = "memory.read";

    private final Writes writes;
    private final Reads reads;
    private final Differences differences;
    private final View<GuestRow> view;
    private final Hosts hosts;
    private final Measurements measurements;

    public GuestResource(
            Writes writes,
            Reads reads,
            Differences differences,
            View<GuestRow> view,
            Hosts hosts,
            Measurements measurements) {
        this.writes = writes;
        this.reads = reads;
        this.differences = differences;
        this.view = view;
        this.hosts = hosts;
        this.measurements = measurements;
    }

    /** A guest's memory with what was last measured of it. */
    public record Shown(GuestRow guest, Optional<GuestSample> measured) {}

    /** How much it may have at most. */
    public record LimitRequest(long limitBytes) {}

    /** The guest's limit from now on. */
    public record Limited(String vmId, long limitBytes) {}

    @GET
    @Operation(operationId = "listGuests", summary = "The memory of running guests, filtered by nodeId or tenantId")
    public Uni<Page<GuestRow>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "nodeId", "tenantId");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showGuest", summary = "The memory of one running guest")
    public Uni<GuestRow> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked);
    }

    @GET
    @Path("{id}/measured")
    @Operation(operationId = "showMeasuredGuest", summary = "The same with what was last measured of it")
    public Uni<Shown> measured(String id) {
        return reads.row(view, id, READ).map(row -> new Shown(row.body(), measurements.latest(id)));
    }

    @GET
    @Path("{id}/diff")
    @Operation(
            operationId = "diffGuest",
            summary = "What became of the guest's memory between two moments, and by which events")
    public Uni<Difference> diff(String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked);
    }

    @PUT
    @Path("{id}/limit")
    @Operation(operationId = "limitGuest", summary = "Limits how much memory the guest may have")
    @APIResponseSchema(value = Limited.class, responseCode = "200")
    public Uni<Response> limit(String id, @Nullable LimitRequest sent) {
        LimitRequest request = Fields.required(sent, "body");
        HostCommand limit = new HostCommand.Limit(new VmId(id), new MemorySize(request.limitBytes()));
        Write.Request asked = new Write.Request("limit-memory", id, request);
        return writes.performOn(
                view,
                asked,
                new Rejection(MemoryProblem.GUEST_NOT_FOUND, "no running guest has the id " + id),
                row -> writes.perform(new Write(
                        asked,
                        "memory.limit",
                        row.objectPath(),
                        Write.Reply.done(new Limited(id, request.limitBytes())),
                        (cause, companions) ->
                                hosts.handle(new NodeId(row.body().nodeId()), limit, cause, companions))));
    }
}
