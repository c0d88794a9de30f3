package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.application.SignsOfLife;
import io.tidemark.compute.fleet.Node;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.AsOf;
import io.tidemark.http.Between;
import io.tidemark.http.Difference;
import io.tidemark.http.Differences;
import io.tidemark.http.PageRequest;
import io.tidemark.http.Reads;
import jakarta.ws.rs.BeanParam;
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
    private final Differences differences;
    private final View<NodeRow> view;
    private final SignsOfLife signs;

    public NodeResource(Reads reads, Differences differences, View<NodeRow> view, SignsOfLife signs) {
        this.reads = reads;
        this.differences = differences;
        this.view = view;
        this.signs = signs;
    }

    /**
     * A node as shown.
     *
     * @param lastSeen measured and not recorded: absent as of the past
     */
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
    public Uni<Page<Shown>> list(@BeanParam PageRequest asked) {
        return reads.page(view, READ, asked, "hostname", "state").map(page -> page.map(row -> shown(row, asked)));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showNode", summary = "One node: what it found on its host, and when it was last heard of")
    public Uni<Shown> show(String id, @BeanParam AsOf asked) {
        return reads.one(view, id, READ, asked).map(row -> shown(row, asked));
    }

    @GET
    @Path("{id}/diff")
    @Operation(operationId = "diffNode", summary = "What became of the node between two moments, and by which events")
    public Uni<Difference> diff(String id, @BeanParam Between asked) {
        return differences.of(view, id, READ, asked, row -> shown(row, Optional.empty()));
    }

    private Shown shown(NodeRow row, AsOf asked) {
        return shown(row, asked.isNow() ? signs.lastSeen(row.id()) : Optional.empty());
    }

    private static Shown shown(NodeRow row, Optional<Instant> lastSeen) {
        return new Shown(
                row.id(),
                row.hostname(),
                row.cpus(),
                row.memoryBytes(),
                row.state(),
                lastSeen,
                row.capabilities(),
                row.foreignDomains());
    }
}
