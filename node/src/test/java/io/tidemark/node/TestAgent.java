package io.tidemark.node;

import io.tidemark.node.agent.AgentSettings;
import io.tidemark.node.agent.NodeAgent;
import io.tidemark.node.agent.NodeRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.util.Optional;

/** The agent without Quarkus around it, so that a test can run it as a process from its own class path and kill it. */
final class TestAgent {
    private TestAgent() {}

    public static void main(String[] arguments) {
        NodeAgent agent = new NodeAgent(AgentSettings.from(name -> Optional.ofNullable(System.getProperty(name))));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Router router = Router.router(vertx);
        new NodeRoutes(agent, vertx).serveOn(router);
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(Integer.getInteger("quarkus.http.port"), "127.0.0.1")
                .onFailure(failure -> System.exit(1));
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
        agent.start();
    }
}
