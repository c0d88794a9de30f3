package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.ViewState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Base of each service's {@code /views}: a service that has read models adds the path and names its privileges. */
@Produces(MediaType.APPLICATION_JSON)
public abstract class ViewsResource {
    private static final String EVERYWHERE = "/";

    private final Reads reads;
    private final Writes writes;
    private final ViewRequests requests;
    private final String privileges;

    /** @param privileges what the service's privileges begin with, such as {@code compute} */
    protected ViewsResource(Reads reads, Writes writes, ViewRequests requests, String privileges) {
        this.reads = reads;
        this.writes = writes;
        this.requests = requests;
        this.privileges = privileges;
    }

    /** The service's read models. */
    public record Listed(List<ViewState> items) {}

    /** The view whose rebuild was asked for; how far it is, {@code GET} of the view tells. */
    public record Requested(String name) {}

    @GET
    @Operation(operationId = "listViews", summary = "The read models: position, rows, and the hash of all their rows")
    public Uni<Listed> list() {
        return reads.permit(privileges + ".view.read", EVERYWHERE, "views")
                .chain(requests::states)
                .map(Listed::new);
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "showView", summary = "One read model, and how far its rebuild is")
    public Uni<ViewState> show(@PathParam("name") String name) {
        return reads.permit(privileges + ".view.read", EVERYWHERE, name).chain(() -> requests.state(name));
    }

    @POST
    @Path("{name}/rebuild")
    @Operation(
            operationId = "rebuildView",
            summary = "Builds the read model anew from the log beside the one that is read, then switches")
    @APIResponseSchema(value = Requested.class, responseCode = "200")
    public Uni<Response> rebuild(@PathParam("name") String name) {
        requests.require(name);
        return writes.perform(new Write(
                "rebuild-view",
                privileges + ".view.operate",
                EVERYWHERE,
                name,
                "",
                Write.Reply.done(new Requested(name)),
                (cause, companions) -> requests.rebuild(name, cause, companions)));
    }
}
