package io.tidemark.benchmarks.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where it runs and who creates: a token as it is, or a user of the embedded realm, for whom a fresh one is asked each time. */
final class PlatformOptions {
    @Option(
            names = "--server",
            defaultValue = "http://127.0.0.1:7400",
            description = "The platform's address (default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(
            names = "--token",
            defaultValue = "${env:TIDE_TOKEN}",
            description = "An access token that outlives the run; else --user signs in (default: $TIDE_TOKEN).")
    private String token = "";

    @Option(
            names = "--issuer",
            defaultValue = "http://127.0.0.1:7401/realms/tidemark",
            description = "The realm that --user signs in at (default: ${DEFAULT-VALUE}).")
    private String issuer = "";

    @Option(
            names = "--user",
            defaultValue = "admin",
            description = "A user who may create, import images and read the audit record (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(
            names = "--password",
            defaultValue = "${env:TIDE_PASSWORD:-admin-tide}",
            description = "The user's password (default: $TIDE_PASSWORD, else that of the embedded default).")
    private String password = "";

    String server() {
        return server;
    }

    /** An access token that is valid for at least the next create. */
    String fresh(HttpClient http) throws IOException, InterruptedException {
        if (token != null && !token.isEmpty()) {
            return token;
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode body = new ObjectMapper().readTree(answer.body());
        if (!body.hasNonNull("access_token")) {
            throw new IOException("sign-in of " + user + " refused: " + answer.body());
        }
        return body.get("access_token").textValue();
    }

    private String form() {
        return Map.of(
                        "grant_type", "password",
                        "client_id", "tidemark-cli",
                        "scope", "openid",
                        "username", user,
                        "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
