package io.tidemark.benchmarks.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The REST API of a running platform, as far as a create needs it. */
final class PlatformApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than any operation should take; the platform answers earlier when it ends. */
    private static final int WAIT_SECONDS = 120;

    private static final Duration PATIENCE = Duration.ofSeconds(WAIT_SECONDS + 30);
    private static final int FIRST_ERROR = 400;

    private final PlatformOptions platform;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    PlatformApi(PlatformOptions platform) {
        this.platform = platform;
    }

    /** To be called outside of what is measured. */
    void signIn() throws IOException, InterruptedException {
        token = platform.fresh(http);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** The id of the first object of a list, which has one. */
    String first(String path) throws IOException, InterruptedException {
        JsonNode items = get(path).path("items");
        if (items.isEmpty()) {
            throw new IOException("the platform shows none: " + path);
        }
        return items.get(0).path("id").asText();
    }

    JsonNode upload(String path, Path file) throws IOException, InterruptedException {
        return write(request(path).header("Content-Type", "application/octet-stream"), "POST", ofFile(file));
    }

    private static BodyPublisher ofFile(Path file) throws FileNotFoundException {
        return BodyPublishers.ofFile(file);
    }

    /** Sends a write and returns its operation as it ended. */
    JsonNode operate(String method, String path, JsonNode body) throws IOException, InterruptedException {
        JsonNode operation = write(
                request(path).header("Content-Type", "application/json").header("Prefer", "wait=" + WAIT_SECONDS),
                method,
                BodyPublishers.ofString(body.toString()));
        if (!operation.path("state").asText().equals("succeeded")) {
            throw new IOException("the operation did not succeed: " + operation);
        }
        return operation;
    }

    private JsonNode write(HttpRequest.Builder request, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                request.header("Idempotency-Key", UUID.randomUUID().toString()).method(method, body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(platform.server() + "/api/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder building) throws IOException, InterruptedException {
        HttpRequest request = building.build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new IOException(
                    request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
