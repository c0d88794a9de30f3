package io.tidemark.identity.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.identity.application.TenantRow;
import io.tidemark.identity.application.Tenants;
import io.tidemark.identity.tenant.TenantCommand.CreateTenant;
import io.tidemark.identity.tenant.TenantId;
import io.tidemark.identity.tenant.TenantName;
import jakarta.ws.rs.Consumes;
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

/** Tenants. */
@Path("/api/identity/v1/tenants")
@Tag(name = "tenants")
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {
    private final Reads reads;
    private final Writes writes;
    private final Tenants tenants;
    private final View<TenantRow> view;

    public TenantsResource(Reads reads, Writes writes, Tenants tenants, View<TenantRow> view) {
        this.reads = reads;
        this.writes = writes;
        this.tenants = tenants;
        this.view = view;
    }

    /** A tenant to create. */
    public record NewTenant(@Nullable String name) {}

    @GET
    @Operation(operationId = "listTenants", summary = "The tenants that the caller may see, filtered by name")
    public Uni<Page<TenantRow>> list() {
        return reads.page(view, Privileges.TENANT_READ, "name");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showTenant", summary = "One tenant")
    public Uni<TenantRow> one(@PathParam("id") String id) {
        return reads.one(view, id, Privileges.TENANT_READ);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createTenant",
            summary = "Creates a tenant under a name that no other has; needs identity.tenant.write on /")
    @APIResponseSchema(value = TenantRow.class, responseCode = "201")
    public Uni<Response> create(@Nullable NewTenant sent) {
        NewTenant body = Fields.required(sent, "body");
        TenantName name = new TenantName(Fields.required(body.name(), "name"));
        TenantId id = new TenantId(UUID.randomUUID().toString());
        CreateTenant command = new CreateTenant(id, name);
        return writes.perform(new Write(
                "create-tenant",
                Privileges.TENANT_WRITE,
                "/",
                name.value(),
                body,
                Write.Reply.created(
                        "/api/identity/v1/tenants/" + id.value(),
                        new TenantRow(id.value(), name.value(), Optional.empty())),
                (cause, companions) -> tenants.create(command, cause, companions)));
    }
}
