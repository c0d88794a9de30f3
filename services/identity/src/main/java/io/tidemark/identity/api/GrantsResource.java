package io.tidemark.identity.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.identity.application.GrantRow;
import io.tidemark.identity.application.Grants;
import io.tidemark.identity.grant.Effect;
import io.tidemark.identity.grant.GrantCommand.GiveGrant;
import io.tidemark.identity.grant.GrantId;
import io.tidemark.identity.grant.SubjectKind;
import io.tidemark.identity.grant.Terms;
import io.tidemark.identity.role.RoleId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Grants. Each stands where it holds, so who may see or change it follows from that path. */
@Path("/api/identity/v1/grants")
@Tag(name = "grants")
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {
    private final Reads reads;
    private final Writes writes;
    private final Grants grants;
    private final View<GrantRow> view;

    public GrantsResource(Reads reads, Writes writes, Grants grants, View<GrantRow> view) {
        this.reads = reads;
        this.writes = writes;
        this.grants = grants;
        this.view = view;
    }

    /**
     * A grant to give.
     *
     * @param subjectKind {@code user} or {@code group}
     * @param effect {@code allow}, also when absent, or {@code deny}
     */
    public record NewGrant(
            @Nullable String subjectKind,
            @Nullable String subjectId,
            @Nullable String roleId,
            @Nullable String path,
            Optional<String> effect) {
        Terms terms() {
            return new Terms(
                    kind(Fields.required(subjectKind, "subjectKind")),
                    Fields.required(subjectId, "subjectId"),
                    new RoleId(Fields.required(roleId, "roleId")),
                    ObjectPath.of(Fields.required(path, "path")),
                    effect(effect.orElse("allow")));
        }

        private static SubjectKind kind(String text) {
            return switch (text) {
                case "user" -> SubjectKind.user;
                case "group" -> SubjectKind.group;
                default -> throw new IllegalArgumentException("subjectKind is user or group, not '" + text + "'");
            };
        }

        private static Effect effect(String text) {
            return switch (text) {
                case "allow" -> Effect.allow;
                case "deny" -> Effect.deny;
                default -> throw new IllegalArgumentException("effect is allow or deny, not '" + text + "'");
            };
        }
    }

    /** The grant that was revoked. */
    public record Revoked(String id) {}

    @GET
    @Operation(
            operationId = "listGrants",
            summary = "The grants that the caller may see, filtered by subjectId, roleId, path or effect")
    public Uni<Page<GrantRow>> list() {
        return reads.page(view, Privileges.GRANT_READ, "subjectId", "roleId", "path", "effect");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showGrant", summary = "One grant")
    public Uni<GrantRow> one(@PathParam("id") String id) {
        return reads.one(view, id, Privileges.GRANT_READ);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "giveGrant", summary = "Gives a grant of no more than the caller holds at its path")
    @APIResponseSchema(value = GrantRow.class, responseCode = "201")
    public Uni<Response> give(@Nullable NewGrant sent) {
        NewGrant body = Fields.required(sent, "body");
        Terms terms = body.terms();
        GrantId id = new GrantId(UUID.randomUUID().toString());
        return writes.perform(new Write(
                "give-grant",
                Privileges.GRANT_WRITE,
                terms.path().value(),
                terms.subjectKind() + ":" + terms.subjectId(),
                body,
                Write.Reply.created("/api/identity/v1/grants/" + id.value(), row(id, terms)),
                (cause, companions) -> grants.give(new GiveGrant(id, terms), cause, companions)));
    }

    private static GrantRow row(GrantId id, Terms terms) {
        return new GrantRow(
                id.value(),
                terms.subjectKind().name(),
                terms.subjectId(),
                terms.roleId().value(),
                terms.path().value(),
                terms.effect().name(),
                Optional.empty(),
                Optional.empty());
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "revokeGrant", summary = "Revokes a grant of no more than the caller holds at its path")
    @APIResponseSchema(value = Revoked.class, responseCode = "200")
    public Uni<Response> revoke(@PathParam("id") String id) {
        GrantId grantId = new GrantId(id);
        return grants.path(grantId)
                .chain(path -> writes.perform(new Write(
                        "revoke-grant",
                        Privileges.GRANT_WRITE,
                        path.value(),
                        grantId.value(),
                        new Revoked(grantId.value()),
                        Write.Reply.done(new Revoked(grantId.value())),
                        (cause, companions) -> grants.revoke(grantId, cause, companions))));
    }
}
