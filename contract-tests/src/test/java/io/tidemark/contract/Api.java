package io.tidemark.contract;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The REST API as one user sees it. Tokens live five minutes, so each is fetched anew for each call. */
final class Api {
    static final String ACME = "71de0003-0000-4000-8000-000000000001";
    private static final Pattern TICK = Pattern.compile("tick (\\d+) ");

    private final String server;
    private final String issuer;
    private final String user;
    private final List<Filter> checks = new CopyOnWriteArrayList<>();

    Api(String server, String issuer, String user) {
        this.server = server;
        this.issuer = issuer;
        this.user = user;
    }

    /** From now on every answer must keep what the services say of their APIs. */
    void check(List<ServedApi> documents) {
        checks.addAll(documents);
    }

    String token() {
        return given().formParams(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "tidemark-cli",
                        "username",
                        user,
                        "password",
                        user + "-tide"))
                .post(issuer + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** The same calls with a token that was fetched before, for when the issuer is away. */
    RequestSpecification as(String token) {
        return given().filters(checks)
                .baseUri(server)
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON);
    }

    /** What a service says of its API. */
    ServedApi document(String service) {
        String json = given().baseUri(server)
                .header("Authorization", "Bearer " + token())
                .get("/api/" + service + "/v1/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new ServedApi(service, json);
    }

    RequestSpecification call() {
        return as(token());
    }

    RequestSpecification write() {
        return call().header("Idempotency-Key", UUID.randomUUID());
    }

    Response get(String path) {
        return call().get(path);
    }

    Map<String, Object> tinyVm(String name, String imageId) {
        return Map.of("tenantId", ACME, "name", name, "vcpus", 1, "memoryBytes", 256L << 20, "imageId", imageId);
    }

    /** Starts an operation and gives its id. */
    String begin(String path, Object body) {
        return write().body(body).post(path).then().statusCode(202).extract().path("id");
    }

    /** Waits for the operation's end, through answers that fail while a part is away. */
    String end(String operation, Duration atMost) {
        return await().atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> state(operation), state -> !state.equals("running"));
    }

    private String state(String operation) {
        return get("/api/compute/v1/operations/" + operation)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    String console(String token, String vm) {
        return as(token)
                .get("/api/compute/v1/vms/" + vm + "/console?fromByte=0&follow=false")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The numbers of the guest's lines. */
    static List<Long> ticks(String console) {
        return TICK.matcher(console)
                .results()
                .map(line -> Long.parseLong(line.group(1)))
                .toList();
    }

    /** The number of the guest's last line. */
    static Optional<Long> lastTick(String console) {
        List<Long> ticks = ticks(console);
        return ticks.isEmpty() ? Optional.empty() : Optional.of(ticks.getLast());
    }
}
