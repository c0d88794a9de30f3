package io.tidemark.testkit.real;

import io.tidemark.eventstore.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the real Keycloak's users, signed in with the embedded default's passwords. Thread-safe. */
public final class Tokens {
    /** Tokens live five minutes; one this old still outlives any single test. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();

    private Tokens() {}

    private record Issued(String token, Instant at) {}

    /** A bearer token of {@code admin}, {@code oscar}, {@code audrey}, {@code alice} or {@code bob}. */
    public static String of(String user) {
        return ISSUED.compute(
                        user,
                        (name, known) -> known != null && known.at().plus(KEPT).isAfter(Instant.now())
                                ? known
                                : new Issued(fresh(name), Instant.now()))
                .token();
    }

    /** A token that nobody else has. */
    public static String fresh(String user) {
        String form = "grant_type=password&client_id=tidemark-cli&username=" + user + "&password=" + user + "-tide";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RealParts.property("keycloak") + "/realms/tidemark/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "Keycloak signs " + user + " in with " + response.statusCode() + ": " + response.body());
            }
            return Json.tree(response.body()).get("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signing in " + user, e);
        }
    }
}
