package io.tidemark.network.api;

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
import io.tidemark.network.application.PortRow;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.PortCommand;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.Shape;
import io.tidemark.network.segment.NetworkProblem;
import io.tidemark.problems.Rejection;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Ports and their traffic shapes. */
@Path("/api/network/v1/ports")
@Produces(MediaType.APPLICATION_JSON)
public class PortResource {
    private static final String READ = "network.port.read";

    private final Writes writes;
    private final Reads reads;
    private final Differences differences;
    private final View<PortRow> view;
    private final Ports ports;

    public PortResource(Writes writes, Reads reads, Differences differences, View<PortRow> view, Ports ports) {
        this.writes = writes;
        this.reads = reads;
        this.differences = differences;
        this.view = view;
        this.ports = ports;
    }

    /** The port's shape from now on. */
    public record Shaped(String id, Shape shape) {}

    @GET
    @Operation(
            operationId = "listPorts",
            summary = "The ports, filtered by vmId, networkId, tenantId, nodeId, ip or mac")
    public Uni<Page<PortRow>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "vmId", "networkId", "tenantId", "nodeId", "ip", "mac");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showPort", summary = "One port")
    public Uni<PortRow> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked);
    }

    @GET
    @Path("{id}/diff")
    @Operation(operationId = "diffPort", summary = "What became of the port between two moments, and by which events")
    public Uni<Difference> diff(String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked);
    }

    /** Changes how fast the port may be; on a running guest within seconds. */
    @PUT
    @Path("{id}/shape")
    @Operation(
            operationId = "shapePort",
            summary = "Changes how fast the port may be; on a running guest within seconds")
    @APIResponseSchema(value = Shaped.class, responseCode = "200")
    public Uni<Response> shape(String id, @Nullable Shape sent) {
        Shape shape = Fields.required(sent, "body");
        PortId port = new PortId(id);
        Write.Request asked = new Write.Request("shape-port", id, shape);
        return writes.performOn(
                view,
                asked,
                new Rejection(NetworkProblem.PORT_NOT_FOUND, "no port has the id " + id),
                row -> writes.perform(new Write(
                        asked,
                        "network.port.shape",
                        row.objectPath(),
                        Write.Reply.done(new Shaped(id, shape)),
                        (cause, companions) -> ports.handle(
                                port, row.objectPath(), new PortCommand.Reshape(shape), cause, companions))));
    }
}
