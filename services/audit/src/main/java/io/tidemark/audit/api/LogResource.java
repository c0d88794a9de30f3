package io.tidemark.audit.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.application.LogKey;
import io.tidemark.audit.application.Proofs;
import io.tidemark.audit.log.SignedNote;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the log as a whole commits to. */
@Path("/api/audit/v1")
@Tag(name = "log")
public class LogResource {

    private static final String TEXT = "text/plain;charset=utf-8";

    private final ReadAccess access;
    private final Proofs proofs;
    private final LogKey key;

    public LogResource(ReadAccess access, Proofs proofs, LogKey key) {
        this.access = access;
        this.proofs = proofs;
        this.key = key;
    }

    @GET
    @Path("/checkpoint")
    @Produces(TEXT)
    @Operation(
            operationId = "readCheckpoint",
            summary = "The log's size and root hash, signed",
            description = "A C2SP checkpoint in a C2SP signed note; verify it with the key.")
    public Uni<String> checkpoint() {
        return access.require("read-checkpoint", "log")
                .chain(proofs::checkpoint)
                .map(SignedNote::format);
    }

    @GET
    @Path("/key")
    @Produces(TEXT)
    @Operation(operationId = "readKey", summary = "The verifier key of the log's checkpoints: name+hash+base64")
    public Uni<String> key() {
        return access.require("read-key", "log").chain(key::signing).map(signing -> signing.verifier() + "\n");
    }

    @GET
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proveConsistency",
            summary = "Evidence that the tree of newSize leaves, or of all, begins with the tree of oldSize leaves")
    public Uni<ConsistencyDocument> consistency(
            @RestQuery @DefaultValue("0") long oldSize, @RestQuery Optional<Long> newSize) {
        return access.require("prove-consistency", "log")
                .chain(() -> proofs.consistency(oldSize, newSize))
                .map(ConsistencyDocument::of);
    }
}
