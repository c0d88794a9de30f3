package io.tidemark.compute.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.Forks;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.whatif.Changes;
import io.tidemark.compute.whatif.WhatIf;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.ApiConventions;
import io.tidemark.http.AsOf;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jspecify.annotations.Nullable;

/** Forks history and changes what it is given. Reads, and keeps nothing. */
@Path("/api/compute/v1/what-if")
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfResource {
    private static final String EVERYWHERE = "/";

    private final Reads reads;
    private final Forks forks;
    private final View<NodeRow> nodes;
    private final View<VmRow> vms;

    public WhatIfResource(Reads reads, Forks forks, View<NodeRow> nodes, View<VmRow> vms) {
        this.reads = reads;
        this.forks = forks;
        this.nodes = nodes;
        this.vms = vms;
    }

    /** Tells of all nodes and virtual machines, so it needs to read all of them. */
    @POST
    @Operation(
            operationId = "whatIf",
            summary = "What would come of other machines and nodes, now or as of a past moment, with reasons")
    @Extension(name = ApiConventions.READ, value = "true", parseValue = true)
    public Uni<WhatIfAnswer> ask(@BeanParam AsOf asked, @Nullable WhatIfRequest sent) {
        Changes changes = Fields.required(sent, "body").changes();
        return reads.permit("compute.node.read", EVERYWHERE, "what-if")
                .chain(() -> reads.permit("compute.vm.read", EVERYWHERE, "what-if"))
                .chain(() -> reads.position(asked, List.of(nodes, vms)))
                .chain(position -> forks.at(position, changes.without())
                        .map(fork -> WhatIfAnswer.of(position, WhatIf.run(fork, changes))));
    }
}
