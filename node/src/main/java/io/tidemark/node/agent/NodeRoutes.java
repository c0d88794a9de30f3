package io.tidemark.node.agent;

import io.tidemark.eventstore.Json;
import io.tidemark.node.console.ConsoleRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The agent's HTTP: what it says of itself, and guests' consoles. Served on loopback only. */
public final class NodeRoutes {
    private static final int FAILED = 500;

    private final NodeAgent agent;
    private final Vertx vertx;

    public NodeRoutes(NodeAgent agent, Vertx vertx) {
        this.agent = agent;
        this.vertx = vertx;
    }

    public void serveOn(Router router) {
        router.get("/node/v1/status")
                .handler(context -> vertx.executeBlocking(() -> Json.write(agent.status()), false)
                        .onSuccess(status -> context.response()
                                .putHeader("content-type", "application/json")
                                .end(status))
                        .onFailure(failure -> context.fail(FAILED, failure)));
        new ConsoleRoutes(agent.tickets(), agent.consoles(), vertx).serveOn(router);
    }
}
