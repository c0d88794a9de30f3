package io.tidemark.network.api;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Outcome;
import io.tidemark.eventstore.postgres.Page;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import io.tidemark.http.Write;
import io.tidemark.http.Writes;
import io.tidemark.network.application.NetworkRow;
import io.tidemark.network.application.Networks;
import io.tidemark.network.segment.Cidr;
import io.tidemark.network.segment.Network;
import io.tidemark.network.segment.NetworkCommand;
import io.tidemark.network.segment.NetworkId;
import io.tidemark.network.segment.NetworkProblem;
import io.tidemark.problems.Rejection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Networks. */
@Path("/api/network/v1/networks")
@Produces(MediaType.APPLICATION_JSON)
public class NetworkResource {
    private static final String READ = "network.network.read";
    private static final int DEFAULT_MTU = 1500;

    private final Writes writes;
    private final Reads reads;
    private final View<NetworkRow> view;
    private final Networks networks;

    public NetworkResource(Writes writes, Reads reads, View<NetworkRow> view, Networks networks) {
        this.writes = writes;
        this.reads = reads;
        this.view = view;
        this.networks = networks;
    }

    /**
     * A network to create.
     *
     * @param cidr private IPv4 range, such as {@code 10.1.0.0/24}
     * @param mtu 1280 to 9000 bytes; 1500 when absent
     */
    public record NetworkRequest(String tenantId, String name, String cidr, Optional<Integer> mtu) {
        /** @throws IllegalArgumentException when what it cannot be without was left out */
        NetworkRequest complete() {
            Fields.required(tenantId, "tenantId");
            Fields.required(name, "name");
            Fields.required(cidr, "cidr");
            return this;
        }
    }

    /** The network that was created. */
    public record Created(String id, String name, String cidr, String gateway) {}

    @GET
    @Operation(operationId = "listNetworks", summary = "The networks, filtered by name or tenantId")
    public Uni<Page<NetworkRow>> list() {
        return reads.page(view, READ, "name", "tenantId");
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showNetwork", summary = "One network")
    public Uni<NetworkRow> show(String id) {
        return reads.one(view, id, READ);
    }

    @POST
    @Operation(operationId = "createNetwork", summary = "Creates a network of a tenant")
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Uni<Response> create(@Nullable NetworkRequest sent) {
        NetworkRequest request = Fields.required(sent, "body").complete();
        NetworkId id = new NetworkId(UUID.randomUUID().toString());
        UUID tenant = UUID.fromString(request.tenantId());
        Cidr cidr = new Cidr(request.cidr());
        NetworkCommand create = new NetworkCommand.Create(
                tenant.toString(), request.name(), cidr, request.mtu().orElse(DEFAULT_MTU));
        return writes.perform(new Write(
                "create-network",
                "network.network.create",
                "/tenants/" + tenant + "/networks",
                "new",
                request,
                Write.Reply.created(
                        "/api/network/v1/networks/" + id,
                        new Created(id.value(), request.name(), cidr.toString(), cidr.gateway())),
                (cause, companions) -> networks.handle(id, create, cause, named(companions, tenant, request, id))
                        .onFailure(AppendConflict.AlreadyClaimed.class)
                        .recoverWithItem(taken(request))));
    }

    private static List<Companion> named(
            List<Companion> companions, UUID tenant, NetworkRequest request, NetworkId id) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(new Companion.Claim("network-name:" + tenant, request.name(), id.value()));
        return all;
    }

    private static Outcome<Network> taken(NetworkRequest request) {
        return new Outcome.Refused<>(new Rejection(NetworkProblem.NETWORK_EXISTS, "'" + request.name() + "' is taken"));
    }
}
