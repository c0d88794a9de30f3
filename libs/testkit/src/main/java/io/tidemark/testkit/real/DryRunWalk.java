package io.tidemark.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks every write of a service's OpenAPI document what it would do. A service's test names a request for each of its own
 * writes that would be accepted; what all services share is known here. Fails when a write is not named, when one does
 * not tell of any event, and when one leaves anything behind.
 */
public final class DryRunWalk {
    /** Operations that only read, whatever their method. */
    private static final String READ = "x-tidemark-read";

    /** Writes that cannot be tried. */
    private static final String ONLY_DONE = "x-tidemark-only-done";

    private static final Set<String> METHODS = Set.of("post", "put", "patch", "delete");

    private final URI base;
    private final String token;
    private final String parked = ParkedSample.park();
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Set<String> notPossible = new TreeSet<>();

    private record Request(String method, Supplier<String> path, String contentType, byte[] body) {}

    private DryRunWalk(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Of the service under test.
     *
     * @param port where it answers on this host
     * @param service the first word of its path after {@code /api}
     * @param token of somebody who may do everything
     */
    public static DryRunWalk of(int port, String service, String token) {
        DryRunWalk walk = new DryRunWalk(URI.create("http://localhost:" + port + "/api/" + service + "/v1"), token);
        String key = walk.parked;
        walk.write("POST /parked/retry", ParkedSample.body(key));
        walk.write("POST /parked/skip", ParkedSample.body(key, "revision", 1, "reason", "a test"));
        walk.write("POST /parked/replace", ParkedSample.body(key, "revision", 1, "reason", "a test", "data", Map.of()));
        return walk.write("POST /relay/republish", Map.of("fromPosition", 1, "toPosition", 1));
    }

    /** A write of a body at a path without parameters. */
    public DryRunWalk write(String operation, Object body) {
        return write(operation, operation.substring(operation.indexOf(' ') + 1), body);
    }

    /**
     * A write that would be accepted.
     *
     * @param operation as the document names it, such as {@code POST /vms/{id}/start}
     * @param path the same with its parameters
     */
    public DryRunWalk write(String operation, String path, Object body) {
        return write(
                operation,
                path,
                "application/json",
                Json.write(body).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The same with a body that is not JSON. */
    public DryRunWalk write(String operation, String path, String contentType, byte[] body) {
        String method = operation.substring(0, operation.indexOf(' '));
        requests.put(operation, new Request(method, () -> path, contentType, body));
        return this;
    }

    /** A write without a body, at a path that is made when its turn has come. */
    public DryRunWalk write(String operation, Supplier<String> path) {
        String method = operation.substring(0, operation.indexOf(' '));
        requests.put(operation, new Request(method, path, "application/json", new byte[0]));
        return this;
    }

    /** A write that says of itself that it cannot be tried. */
    public DryRunWalk cannotBeTried(String operation, String path, String contentType, byte[] body) {
        notPossible.add(operation);
        return write(operation, path, contentType, body);
    }

    /** Takes all of them, and leaves nothing parked. */
    public void walk() {
        try {
            walkAll();
        } finally {
            ParkedSample.remove(parked);
        }
    }

    private void walkAll() {
        Map<String, JsonNode> documented = documented();
        assertThat(requests.keySet())
                .as("writes that are walked")
                .containsExactlyInAnyOrderElementsOf(documented.keySet());
        documented.forEach((operation, document) ->
                tryOut(operation, Objects.requireNonNull(requests.get(operation), operation), document));
    }

    private Map<String, JsonNode> documented() {
        JsonNode paths =
                Json.tree(send(builder("/openapi?format=json").build()).body()).get("paths");
        String prefix = base.getPath();
        Map<String, JsonNode> writes = new LinkedHashMap<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey()) && !method.getValue().has(READ)) {
                        assertThat(path.getKey()).startsWith(prefix);
                        writes.put(
                                method.getKey().toUpperCase(java.util.Locale.ROOT) + " "
                                        + path.getKey().substring(prefix.length()),
                                method.getValue());
                    }
                }));
        return writes;
    }

    private void tryOut(String operation, Request request, JsonNode document) {
        assertThat(document.get("parameters").findValuesAsText("name"))
                .as(operation)
                .contains("dryRun");
        String path = request.path().get();
        String before = ServiceTables.keptByWrites();
        String key = UUID.randomUUID().toString();
        HttpRequest asked = builder(path + (path.contains("?") ? "&" : "?") + "dryRun=true")
                .header("Idempotency-Key", key)
                .header("Content-Type", request.contentType())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build();

        HttpResponse<String> answer = send(asked);

        String correlation = answer.headers().firstValue("Tidemark-Correlation").orElseThrow();
        assertThat(ServiceTables.events(correlation))
                .as("%s appended", operation)
                .isEmpty();
        assertThat(ServiceTables.answersKept(key))
                .as("%s keeps its answer", operation)
                .isZero();
        assertThat(ServiceTables.keptByWrites())
                .as("%s leaves behind", operation)
                .isEqualTo(before);
        assertThat(document.has(ONLY_DONE))
                .as("%s says that it cannot be tried", operation)
                .isEqualTo(notPossible.contains(operation));
        if (notPossible.contains(operation)) {
            assertThat(answer.statusCode())
                    .as("%s: %s", operation, answer.body())
                    .isEqualTo(400);
            assertThat(Json.tree(answer.body()).get("code").asText()).isEqualTo("DRY_RUN_NOT_POSSIBLE");
        } else {
            assertTold(operation, answer, document);
        }
    }

    private static void assertTold(String operation, HttpResponse<String> answer, JsonNode document) {
        assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(200);
        JsonNode told = Json.tree(answer.body());
        assertThat(document.get("responses").has(told.get("wouldAnswer").asText()))
                .as("%s would answer %s", operation, told.get("wouldAnswer"))
                .isTrue();
        assertThat(told.get("repeats").asBoolean()).isFalse();
        assertThat(told.get("appends").findValues("type"))
                .as("%s: %s", operation, answer.body())
                .isNotEmpty();
    }

    private HttpRequest.Builder builder(String rest) {
        return HttpRequest.newBuilder(URI.create(base + rest)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + request, e);
        }
    }
}
