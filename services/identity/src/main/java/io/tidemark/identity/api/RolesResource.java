package io.tidemark.identity.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.identity.application.RoleRow;
import io.tidemark.identity.application.Roles;
import io.tidemark.identity.role.RoleCommand.DefineRole;
import io.tidemark.identity.role.RoleId;
import io.tidemark.identity.role.RoleName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Roles. They stand at the root: a role means the same in every tenant. */
@Path("/api/identity/v1/roles")
@Tag(name = "roles")
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {
    private final Reads reads;
    private final Writes writes;
    private final Roles roles;
    private final View<RoleRow> view;

    public RolesResource(Reads reads, Writes writes, Roles roles, View<RoleRow> view) {
        this.reads = reads;
        this.writes = writes;
        this.roles = roles;
        this.view = view;
    }

    /** A role to define. */
    public record NewRole(@Nullable String name, @Nullable List<String> privileges) {}

    /** What a role covers from now on. */
    public record Covered(@Nullable List<String> privileges) {}

    @GET
    @Operation(operationId = "listRoles", summary = "The roles, filtered by name")
    public Uni<Page<RoleRow>> list() {
        return reads.page(view, Privileges.ROLE_READ, "name");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showRole", summary = "One role")
    public Uni<RoleRow> one(@PathParam("id") String id) {
        return reads.one(view, id, Privileges.ROLE_READ);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "defineRole", summary = "Defines a role out of privileges that the caller holds on /")
    @APIResponseSchema(value = RoleRow.class, responseCode = "201")
    public Uni<Response> define(@Nullable NewRole sent) {
        NewRole body = Fields.required(sent, "body");
        RoleName name = new RoleName(Fields.required(body.name(), "name"));
        RoleId id = new RoleId(UUID.randomUUID().toString());
        DefineRole command = new DefineRole(id, name, patterns(body.privileges()));
        RoleRow row = new RoleRow(id.value(), name.value(), texts(command.privileges()), Optional.empty());
        return writes.perform(new Write(
                "define-role",
                Privileges.ROLE_WRITE,
                "/",
                name.value(),
                body,
                Write.Reply.created("/api/identity/v1/roles/" + id.value(), row),
                (cause, companions) -> roles.define(command, cause, companions)));
    }

    @PUT
    @Path("{id}/privileges")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "redefineRole",
            summary = "Replaces what a role covers, for every grant that names it, at once")
    @APIResponseSchema(value = Covered.class, responseCode = "200")
    public Uni<Response> redefine(@PathParam("id") String id, @Nullable Covered sent) {
        Covered body = Fields.required(sent, "body");
        RoleId roleId = new RoleId(id);
        Set<PrivilegePattern> privileges = patterns(body.privileges());
        return writes.perform(new Write(
                "redefine-role",
                Privileges.ROLE_WRITE,
                "/",
                roleId.value(),
                body,
                Write.Reply.done(new Covered(texts(privileges))),
                (cause, companions) -> roles.redefine(roleId, privileges, cause, companions)));
    }

    private static Set<PrivilegePattern> patterns(@Nullable List<String> privileges) {
        return Fields.required(privileges, "privileges").stream()
                .map(PrivilegePattern::of)
                .collect(Collectors.toSet());
    }

    private static List<String> texts(Set<PrivilegePattern> privileges) {
        return privileges.stream().sorted().map(PrivilegePattern::value).toList();
    }
}
