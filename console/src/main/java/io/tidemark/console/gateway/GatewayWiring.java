package io.tidemark.console.gateway;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The gateway as configured, in the application's router. */
@ApplicationScoped
public class GatewayWiring {
    private final Gateway gateway;

    public GatewayWiring(
            Vertx vertx,
            @ConfigProperty(name = "tidemark.services.identity.url") URI identity,
            @ConfigProperty(name = "tidemark.services.compute.url") URI compute,
            @ConfigProperty(name = "tidemark.services.network.url") URI network,
            @ConfigProperty(name = "tidemark.services.memory-broker.url") URI memoryBroker,
            @ConfigProperty(name = "tidemark.services.audit.url") URI audit,
            @ConfigProperty(name = "tidemark.gateway.connect-timeout") Duration connectTimeout,
            @ConfigProperty(name = "tidemark.gateway.answer-timeout") Duration answerTimeout) {
        this.gateway = new Gateway(
                vertx,
                List.of(
                        new Upstream("identity", identity),
                        new Upstream("compute", compute),
                        new Upstream("network", network),
                        new Upstream("memory-broker", memoryBroker),
                        new Upstream("audit", audit)),
                new Gateway.Patience(connectTimeout, answerTimeout));
    }

    void mount(@Observes Router router) {
        gateway.mount(router);
    }

    void stop(@Observes ShutdownEvent stopping) {
        gateway.close();
    }
}
