package io.tidemark.compute.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.compute.application.ConsoleTickets;
import io.tidemark.compute.application.NodeRow;
import io.tidemark.compute.application.VmRow;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.eventstore.postgres.View;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.http.ApiConventions;
import io.tidemark.http.Caller;
import io.tidemark.http.Reads;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestQuery;

/** A guest's serial console, brokered: the caller never learns where the guest runs. Each opening is recorded. */
@Path("/api/compute/v1/vms/{id}/console")
public class ConsoleResource {
    /** A followed console holds a connection for as long as somebody looks. */
    private static final int MOST_OPEN_CONSOLES = 1000;

    private static final String PRIVILEGE = "compute.vm.console";
    private static final String OPENED = "tidemark.compute.console.opened.v1";

    private final Reads reads;
    private final Caller caller;
    private final Views views;
    private final View<VmRow> vms;
    private final View<NodeRow> nodes;
    private final ConsoleTickets tickets;
    private final EventStore store;
    private final HttpClient http;

    public ConsoleResource(
            Reads reads,
            Caller caller,
            Views views,
            View<VmRow> vms,
            View<NodeRow> nodes,
            ConsoleTickets tickets,
            EventStore store,
            Vertx vertx) {
        this.reads = reads;
        this.caller = caller;
        this.views = views;
        this.vms = vms;
        this.nodes = nodes;
        this.tickets = tickets;
        this.store = store;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(MOST_OPEN_CONSOLES));
    }

    /** The payload of the event that a console was opened; {@code mode} is read, follow or input. */
    public record ConsoleOpened(String vmId, String mode) {}

    /** The console's log from a byte on; with {@code follow} also what comes, until the caller leaves. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "readConsole",
            summary = "The serial console's log from a byte on, and with follow what comes")
    public Multi<byte[]> read(String id, @RestQuery Optional<Long> fromByte, @RestQuery Optional<Boolean> follow) {
        boolean following = follow.orElse(false);
        String query = "?fromByte=" + fromByte.orElse(0L) + "&follow=" + following;
        return open(id, following ? "follow" : "read")
                .chain(target -> request(target, HttpMethod.GET, query).chain(request -> request.send()))
                .onItem()
                .transformToMulti(response -> response.statusCode() == 200
                        ? response.toMulti()
                                .map(Buffer::getBytes)
                                .onCancellation()
                                .invoke(() -> response.request().reset())
                        : Multi.createFrom().failure(unreachable("the node answers " + response.statusCode())));
    }

    /** Types into the console. The guest takes what is typed at once, so it cannot be tried. */
    @POST
    @Path("input")
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(operationId = "typeConsole", summary = "Types into the serial console")
    @Extension(name = ApiConventions.ONLY_DONE, value = "true", parseValue = true)
    public Uni<Void> type(String id, byte[] input) {
        if (caller.dryRun()) {
            throw new Rejection(
                            CommonProblem.DRY_RUN_NOT_POSSIBLE, "a guest cannot be asked what it would do with input")
                    .asException();
        }
        return open(id, "input")
                .chain(target ->
                        request(target, HttpMethod.POST, "/input").chain(request -> request.send(Buffer.buffer(input))))
                .chain(response -> response.statusCode() < 300
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(unreachable("the node answers " + response.statusCode())));
    }

    private record Target(String address, String vmId, String ticket) {}

    private Uni<Target> open(String id, String mode) {
        return reads.row(vms, id, PRIVILEGE)
                .chain(row -> record(row, mode)
                        .chain(() -> address(row.body()))
                        .chain(address ->
                                tickets.issue(id, caller.subject()).map(ticket -> new Target(address, id, ticket))));
    }

    private Uni<Void> record(Views.Row<VmRow> row, String mode) {
        NewEvent event = new NewEvent(
                UUID.randomUUID(),
                OPENED,
                Json.write(new ConsoleOpened(row.body().id(), mode)));
        StreamId stream = new StreamId("console", UUID.randomUUID().toString());
        return store.append(Append.of(
                        new StreamWrite(stream, 0, row.objectPath(), List.of(event)), caller.cause(Optional.empty())))
                .replaceWithVoid();
    }

    private Uni<String> address(VmRow vm) {
        if (vm.nodeId().isEmpty()) {
            return Uni.createFrom()
                    .failure(new Rejection(VmProblem.VM_NOT_RUNNING, vm.id() + " has never run").asException());
        }
        return views.get(nodes, vm.nodeId().get(), Optional.empty())
                .map(node -> node.map(row -> row.body().consoleAddress())
                        .filter(address -> !address.isEmpty())
                        .orElseThrow(() -> unreachable("its node told no console address")));
    }

    private Uni<io.vertx.mutiny.core.http.HttpClientRequest> request(Target target, HttpMethod method, String rest) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(target.address() + "/node/v1/vms/" + target.vmId() + "/console" + rest)
                .setConnectTimeout(3000)
                .putHeader("Tidemark-Ticket", target.ticket());
        return http.request(options).onFailure().transform(e -> unreachable(String.valueOf(e.getMessage())));
    }

    private static RuntimeException unreachable(String why) {
        return new Rejection(VmProblem.NODE_DID_NOT_ANSWER, why).asException();
    }
}
