package io.tidemark.cli.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * What a token endpoint gave. Its text form shows no token, so that none ends in a message.
 *
 * @param refresh empty when the provider gave none
 * @param expiresAt when the access token ends, by this machine's clock
 */
public record Tokens(String access, String refresh, Instant expiresAt) {

    static Tokens of(JsonNode answer, Instant now) {
        return new Tokens(
                Json.text(answer, "access_token"),
                Json.text(answer, "refresh_token"),
                now.plusSeconds(answer.path("expires_in").asLong(60)));
    }

    /**
     * The user's name as the access token says it, read without verification: good for showing, for nothing else.
     *
     * @param otherwise when the token does not say
     */
    public String userOr(String otherwise) {
        String claimed = claimedUser();
        return claimed.isEmpty() ? otherwise : claimed;
    }

    private String claimedUser() {
        String[] parts = access.split("\\.", -1);
        if (parts.length != 3) {
            return "";
        }
        try {
            JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts[1]));
            String name = Json.text(claims, "preferred_username");
            return name.isEmpty() ? Json.text(claims, "sub") : name;
        } catch (IOException | IllegalArgumentException opaque) {
            return ""; // a provider may give tokens that only it can read
        }
    }

    @Override
    public String toString() {
        return "Tokens[until " + expiresAt + "]";
    }
}
