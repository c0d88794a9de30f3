package io.tidemark.console.gateway;

import io.tidemark.problems.Rejection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the service that a request is for, and starts the exchange with it. */
public final class Gateway {
    /** Every open feed holds a connection for as long as it is watched; a queue for one would be a silent wait. */
    private static final int MOST_CONNECTIONS_PER_SERVICE = 10_000;

    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Map<String, Upstream> services;
    private final Patience patience;

    /**
     * How long the gateway waits for a service.
     *
     * @param connect until it accepts a connection
     * @param answer from the end of the request's body to the head of the answer
     */
    public record Patience(Duration connect, Duration answer) {}

    public Gateway(Vertx vertx, List<Upstream> services, Patience patience) {
        this.vertx = vertx;
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(Upstream::name, Function.identity()));
        this.patience = patience;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MOST_CONNECTIONS_PER_SERVICE)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setDecompressionSupported(false));
    }

    /** Takes everything below {@code /api}. */
    public void mount(Router router) {
        router.route("/api").handler(this::handle);
        router.route("/api/*").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.pause();
        switch (ApiTarget.of(request.uri())) {
            case ApiTarget.Refused refused -> Refusal.tell(vertx, request, refused.reason());
            case ApiTarget.Accepted accepted -> forward(context, accepted);
        }
    }

    private void forward(RoutingContext context, ApiTarget.Accepted accepted) {
        HttpServerRequest request = context.request();
        Upstream upstream = services.get(accepted.service());
        if (upstream == null) {
            Refusal.tell(
                    vertx,
                    request,
                    new Rejection(
                            GatewayProblem.NO_SUCH_SERVICE, "there is no service named '" + accepted.service() + "'"));
            return;
        }
        new Exchange(vertx, context, upstream, patience.answer())
                .begin(client, upstream.request(request.method(), accepted.target(), patience.connect()));
    }

    /** Ends what still runs. */
    public void close() {
        client.close();
    }
}
