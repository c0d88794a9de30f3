package io.tidemark.audit.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.application.Proofs;
import io.tidemark.audit.application.Records;
import io.tidemark.audit.record.RecordSearch;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.http.AsOf;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sealed records: search, one, and the proof that one is in the log. */
@Path("/api/audit/v1/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public class RecordsResource {

    private final ReadAccess access;
    private final Records records;
    private final Proofs proofs;

    public RecordsResource(ReadAccess access, Records records, Proofs proofs) {
        this.access = access;
        this.records = records;
        this.proofs = proofs;
    }

    @GET
    @Operation(operationId = "listRecords", summary = "Sealed records, newest first")
    public Uni<Page<RecordDocument>> list(
            @RestQuery Optional<UUID> correlationId,
            @RestQuery Optional<String> type,
            @RestQuery Optional<String> actor,
            @RestQuery Optional<String> subject,
            @RestQuery Optional<Long> cursor,
            @RestQuery @DefaultValue("100") int limit,
            @BeanParam AsOf asked) {
        if (limit < 1 || limit > Records.LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is 1 to " + Records.LARGEST_PAGE);
        }
        return access.require("list-records", "log")
                .chain(() -> records.asOf(asked.moment()))
                .chain(asOf -> records.page(new RecordSearch(correlationId, type, actor, subject, cursor, asOf, limit)))
                .map(page -> page.map(RecordDocument::of));
    }

    @GET
    @Path("/{leaf}")
    @Operation(operationId = "readRecord", summary = "The record of one leaf")
    public Uni<RecordDocument> read(@RestPath long leaf, @BeanParam AsOf asked) {
        return access.require("read-record", Long.toString(leaf))
                .chain(() -> records.asOf(asked.moment()))
                .chain(asOf -> records.byLeaf(leaf, asOf))
                .map(RecordDocument::of);
    }

    @GET
    @Path("/{leaf}/proof")
    @Operation(
            operationId = "proveRecord",
            summary = "Evidence that the record is in the log, for the tree of treeSize leaves or of all of them")
    public Uni<ProofDocument> prove(@RestPath long leaf, @RestQuery Optional<Long> treeSize) {
        return access.require("prove-record", Long.toString(leaf))
                .chain(() -> records.byLeaf(leaf, Optional.empty()))
                .chain(found ->
                        proofs.inclusion(leaf, treeSize).map(included -> ProofDocument.of(found.record(), included)));
    }
}
