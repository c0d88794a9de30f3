package io.tidemark.node;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.node.agent.AgentPhase;
import io.tidemark.node.agent.AgentSettings;
import io.tidemark.node.agent.NodeAgent;
import io.tidemark.node.agent.NodeRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The agent as one bean of the application: started and ended with it, served by its HTTP, ready when it is live. */
@ApplicationScoped
public class AgentBean {
    private final NodeAgent agent;

    public AgentBean(Config config) {
        agent = new NodeAgent(AgentSettings.from(name -> config.getOptionalValue(name, String.class)));
    }

    void start(@Observes StartupEvent event) {
        agent.start();
    }

    void serve(@Observes Router router, Vertx vertx) {
        new NodeRoutes(agent, vertx).serveOn(router);
    }

    void end(@Observes ShutdownEvent event) {
        agent.close();
    }

    @Produces
    @Readiness
    HealthCheck live() {
        return () -> HealthCheckResponse.named("agent")
                .status(agent.phase() == AgentPhase.LIVE)
                .withData("phase", agent.phase().name())
                .build();
    }
}
