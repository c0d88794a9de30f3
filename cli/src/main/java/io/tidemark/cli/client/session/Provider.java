package io.tidemark.cli.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Transport;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import java.net.URI;

/**
 * The identity provider of a platform, found by the platform's own word and OpenID Connect Discovery 1.0.
 *
 * @param deviceAuthorization empty when the provider has no device flow (RFC 8628)
 * @param revocation empty when the provider has no revocation (RFC 7009)
 */
public record Provider(String issuer, String clientId, URI token, String deviceAuthorization, String revocation) {

    /** Asks the platform who signs its users in, then the provider for its endpoints. Needs no token. */
    public static Provider of(ApiClient platform, Transport transport) {
        JsonNode signIn = platform.get(ApiPath.of("identity", "signin"));
        String issuer = Json.text(signIn, "issuer");
        String clientId = Json.text(signIn, "cliClientId");
        if (issuer.isEmpty() || clientId.isEmpty()) {
            throw CommandFailure.refused(platform.server() + " does not say how to sign in");
        }
        return discovered(issuer, clientId, transport);
    }

    /**
     * @throws CommandFailure when the provider speaks for another issuer (section 4.3 asks that the names be equal)
     */
    static Provider discovered(String issuer, String clientId, Transport transport) {
        URI address = URI.create(issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer);
        JsonNode document = new ApiClient(address, transport).get(new ApiPath("/.well-known/openid-configuration"));
        String named = Json.text(document, "issuer");
        if (!named.equals(issuer)) {
            throw CommandFailure.refused("the identity provider at " + issuer + " calls itself " + named
                    + ": its tokens would not be accepted");
        }
        return new Provider(
                issuer,
                clientId,
                URI.create(Json.text(document, "token_endpoint")),
                Json.text(document, "device_authorization_endpoint"),
                Json.text(document, "revocation_endpoint"));
    }
}
