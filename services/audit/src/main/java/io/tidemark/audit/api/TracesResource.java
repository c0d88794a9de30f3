package io.tidemark.audit.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.application.Records;
import io.tidemark.audit.trace.Trace;
import io.tidemark.http.AsOf;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Causal traces. */
@Path("/api/audit/v1/traces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "traces")
public class TracesResource {

    private final ReadAccess access;
    private final Records records;

    public TracesResource(ReadAccess access, Records records) {
        this.access = access;
        this.records = records;
    }

    @GET
    @Path("/{correlationId}")
    @Operation(
            operationId = "readTrace",
            summary = "Everything that one request or one spontaneous decision led to, as trees by cause",
            description = "Without roots when nothing is sealed under the id (yet).")
    public Uni<Trace> read(@RestPath UUID correlationId, @BeanParam AsOf asked) {
        return access.require("read-trace", correlationId.toString())
                .chain(() -> records.asOf(asked.moment()))
                .chain(asOf -> records.trace(correlationId, asOf));
    }
}
