package io.tidemark.cli.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.json.Json;
import java.net.URI;
import java.time.Instant;

/**
 * One sign-in, as kept between commands.
 *
 * @param server the platform's address; the tokens go nowhere else
 * @param issuer the identity provider that gave the tokens
 * @param user the name to show; proves nothing
 */
public record Profile(URI server, String issuer, String clientId, String user, Tokens tokens) {

    public Profile with(Tokens newer) {
        return new Profile(server, issuer, clientId, user, newer);
    }

    JsonNode toJson() {
        ObjectNode node = Json.object();
        node.put("server", server.toString());
        node.put("issuer", issuer);
        node.put("clientId", clientId);
        node.put("user", user);
        node.put("accessToken", tokens.access());
        node.put("refreshToken", tokens.refresh());
        node.put("expiresAt", tokens.expiresAt().toString());
        return node;
    }

    /** @throws java.time.DateTimeException or IllegalArgumentException when a field is not what it should be */
    static Profile of(JsonNode node) {
        return new Profile(
                URI.create(Json.text(node, "server")),
                Json.text(node, "issuer"),
                Json.text(node, "clientId"),
                Json.text(node, "user"),
                new Tokens(
                        Json.text(node, "accessToken"),
                        Json.text(node, "refreshToken"),
                        Instant.parse(Json.text(node, "expiresAt"))));
    }
}
