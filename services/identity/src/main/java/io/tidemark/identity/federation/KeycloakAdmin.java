package io.tidemark.identity.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Json;
import io.tidemark.messaging.OffLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The few calls of Keycloak's admin REST API that are needed, over the JDK's own client: signing keys are fetched
 * with it anyway, so it costs nothing more, and the extension for the whole API would.
 */
@ApplicationScoped
public class KeycloakAdmin {
    private static final String REALMS = "/realms/";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI tokens;
    private final String realm;
    private final String client;
    private final Optional<String> secret;

    public KeycloakAdmin(
            @ConfigProperty(name = "tidemark.oidc.issuer") String issuer,
            @ConfigProperty(name = "tidemark.identity.client", defaultValue = "tidemark-identity") String client,
            @ConfigProperty(name = "tidemark.identity.secret") Optional<String> secret) {
        this.tokens = URI.create(issuer + "/protocol/openid-connect/token");
        int realms = issuer.lastIndexOf(REALMS);
        if (realms < 0) {
            throw new IllegalArgumentException("the issuer is no Keycloak realm: " + issuer);
        }
        this.realm = issuer.substring(0, realms) + "/admin" + issuer.substring(realms);
        this.client = client;
        this.secret = secret;
    }

    /** Whether there is a secret to sign in with. */
    boolean isConfigured() {
        return secret.isPresent();
    }

    /** A short right to read. */
    record Session(String token) {
        @Override
        public String toString() {
            return "Session[...]";
        }
    }

    Uni<Session> signIn() {
        String form = "grant_type=client_credentials&client_id=" + encoded(client) + "&client_secret="
                + encoded(secret.orElseThrow());
        HttpRequest request = HttpRequest.newBuilder(tokens)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return json(request)
                .map(answer -> new Session(answer.get("access_token").asText()));
    }

    Uni<JsonNode> get(Session session, String path) {
        return json(HttpRequest.newBuilder(URI.create(realm + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + session.token())
                .build());
    }

    private Uni<JsonNode> json(HttpRequest request) {
        return OffLoop.returning(Uni.createFrom()
                        .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString())))
                .map(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(request.uri().getPath() + " answers " + response.statusCode());
                    }
                    return Json.tree(response.body());
                });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
