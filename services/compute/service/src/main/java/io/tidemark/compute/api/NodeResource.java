package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.application.SignsOfLife;
import io.tidemark.compute.fleet.Node;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Reads;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Nodes: what they found on their hosts, and when they were last heard of. */
@Path("/api/compute/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {
    private static final String READ = "compute.node.read";

    private final Reads reads;
    private final View<NodeRow> view;
    private final SignsOfLife signs;

    public NodeResource(Reads reads, View<NodeRow> view, SignsOfLife signs) {
        this.reads = reads;
        this.view = view;
        this.signs = signs;
    }

    /** A node as shown. */
    public record Shown(
            String id,
            String hostname,
            int cpus,
            long memoryBytes,
            String state,
            Optional<Instant> lastSeen,
            Node.Capabilities capabilities,
            List<Node.ForeignDomain> foreignDomains) {}

    @GET
    @Operation(operationId = "listNodes", summary = "The nodes, filtered by hostname or state")
    public Uni<Page<Shown>> list() {
        return reads.page(view, READ, "hostname", "state").map(page -> page.map(this::shown));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showNode", summary = "One node: what it found on its host, and when it was last heard of")
    public Uni<Shown> show(String id) {
        return reads.one(view, id, READ).map(this::shown);
    }

    private Shown shown(NodeRow row) {
        return new Shown(
                row.id(),
                row.hostname(),
                row.cpus(),
                row.memoryBytes(),
                row.state(),
                signs.lastSeen(row.id()),
                row.capabilities(),
                row.foreignDomains());
    }
}
