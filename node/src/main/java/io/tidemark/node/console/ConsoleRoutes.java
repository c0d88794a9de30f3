package io.tidemark.node.console;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.console.Consoles;
import io.tidemark.eventstore.Json;
import io.tidemark.node.console.ConsoleTickets.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consoles over HTTP. Each request brings a fresh ticket in the header {@value #TICKET}; without a good one nothing is said,
 * not even whether the guest is here.
 */
public final class ConsoleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);
    private static final String TICKET = "Tidemark-Ticket";
    private static final String PATH = "/node/v1/vms/:vmId/console";
    private static final Pattern BYTE_NUMBER = Pattern.compile("\\d{1,18}");
    private static final int UNAUTHORIZED = 401;
    private static final int MALFORMED = 400;
    private static final int NOT_TAKEN = 409;
    private static final int DONE = 204;

    private final ConsoleTickets tickets;
    private final Consoles consoles;
    private final Vertx vertx;

    public ConsoleRoutes(ConsoleTickets tickets, Consoles consoles, Vertx vertx) {
        this.tickets = tickets;
        this.consoles = consoles;
        this.vertx = vertx;
    }

    public void serveOn(Router router) {
        router.get(PATH).handler(context -> admitted(context, this::stream));
        router.post(PATH + "/input").handler(context -> admitted(context, this::type));
    }

    private void admitted(RoutingContext context, BiConsumer<RoutingContext, UUID> use) {
        Optional<UUID> vmId = vmId(context);
        String ticket = context.request().getHeader(TICKET);
        if (vmId.isEmpty() || ticket == null) {
            refuse(context, UNAUTHORIZED, "a ticket for this guest is needed in the header " + TICKET);
            return;
        }
        switch (tickets.redeem(ticket, vmId.get())) {
            case Verdict.Refused(String reason) -> {
                LOG.info("a console ticket is refused: vmId={} reason={}", vmId.get(), reason);
                refuse(context, UNAUTHORIZED, reason);
            }
            case Verdict.Granted(String subject) -> {
                LOG.info(
                        "a console is used: vmId={} subject={} method={}",
                        vmId.get(),
                        subject,
                        context.request().method());
                use.accept(context, vmId.get());
            }
        }
    }

    private void stream(RoutingContext context, UUID vmId) {
        HttpServerRequest request = context.request();
        String from = Optional.ofNullable(request.getParam("fromByte")).orElse("0");
        if (!BYTE_NUMBER.matcher(from).matches()) {
            refuse(context, MALFORMED, "fromByte is no number of a byte");
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("content-type", "text/plain; charset=utf-8");
        response.exceptionHandler(gone -> LOG.debug("a reader of a console left", gone));
        new ConsoleStream(
                        vertx,
                        response,
                        (fromByte, most) ->
                                consoles.read(new VmId(vmId), fromByte, most).bytes(),
                        Long.parseLong(from),
                        Boolean.parseBoolean(request.getParam("follow")))
                .pump();
    }

    private void type(RoutingContext context, UUID vmId) {
        context.request()
                .body()
                .compose(body -> vertx.executeBlocking(
                        () -> {
                            consoles.write(new VmId(vmId), body.getBytes());
                            return DONE;
                        },
                        false))
                .onSuccess(status -> context.response().setStatusCode(status).end())
                .onFailure(failure -> refuse(context, NOT_TAKEN, "the guest takes no input: " + failure.getMessage()));
        // Quarkus hands requests over paused, so that no body is lost before somebody asks for it.
        context.request().resume();
    }

    private static Optional<UUID> vmId(RoutingContext context) {
        try {
            return Optional.of(UUID.fromString(context.pathParam("vmId")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Problem(String title, int status, String detail) {}

    private static void refuse(RoutingContext context, int status, String detail) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(Json.write(new Problem("The console is not given", status, detail)));
    }
}
