package io.tidemark.console.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the page where to sign in, and confines it: scripts and styles of ours only, talk to us and the issuer only. */
@ApplicationScoped
public class PageRoutes {
    private static final int BEFORE_EVERYTHING = 1000;

    private final URI issuer;
    private final String clientId;

    public PageRoutes(
            @ConfigProperty(name = "tidemark.oidc.issuer") URI issuer,
            @ConfigProperty(name = "tidemark.oidc.console-client") String clientId) {
        this.issuer = issuer;
        this.clientId = clientId;
    }

    void confine(@Observes Filters filters) {
        filters.register(this::confine, BEFORE_EVERYTHING);
    }

    private void confine(RoutingContext context) {
        if (!context.normalizedPath().startsWith("/api")) {
            confine(context.response().headers());
        }
        context.next();
    }

    private void confine(MultiMap headers) {
        headers.set("Content-Security-Policy", policy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.set("Cache-Control", "no-cache");
    }

    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                + origin()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    }

    private String origin() {
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    void mount(@Observes Router router) {
        router.get("/config.json").handler(this::configuration);
    }

    private void configuration(RoutingContext context) {
        JsonObject configuration =
                new JsonObject().put("issuer", issuer.toString()).put("clientId", clientId);
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(configuration.encode());
    }
}
