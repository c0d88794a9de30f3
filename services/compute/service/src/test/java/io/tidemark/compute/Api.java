package io.tidemark.compute;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Compute's API as its callers use it. */
final class Api {
    static final String BASE = "/api/compute/v1";
    static final long MEMORY_BYTES = 256L << 20;

    private Api() {}

    static RequestSpecification as(String user) {
        return given().header("Authorization", "Bearer " + Tokens.of(user));
    }

    static Response get(String user, String path) {
        return as(user).get(BASE + path);
    }

    static Response post(String user, String path, String json) {
        return post(user, path, json, UUID.randomUUID().toString());
    }

    static Response post(String user, String path, String json, String key) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(json)
                .post(BASE + path);
    }

    static Response delete(String user, String path) {
        return delete(user, path, UUID.randomUUID().toString());
    }

    static Response delete(String user, String path, String key) {
        return as(user).header("Idempotency-Key", key).delete(BASE + path);
    }

    static Response upload(String user, String name, byte[] bytes) {
        return upload(user, name, bytes, UUID.randomUUID().toString());
    }

    static Response upload(String user, String name, byte[] bytes, String key) {
        return as(user).contentType("application/octet-stream")
                .header("Idempotency-Key", key)
                .queryParam("name", name)
                .queryParam("tenantId", Realm.ACME)
                .body(bytes)
                .post(BASE + "/images");
    }

    /** An image of alice's that machines may have. */
    static String image() {
        Response uploaded = upload("alice", "tiny", new byte[1 << 20]);
        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(201);
        String id = uploaded.jsonPath().getString("id");
        eventually().until(() -> get("alice", "/images/" + id).statusCode() == 200);
        return id;
    }

    /** A machine to create, with what is given in place of the usual. */
    static String machine(String image, Map<String, ?> different) {
        Map<String, Object> body = new TreeMap<>(Map.of(
                "tenantId", Realm.ACME, "name", "web1", "vcpus", 1, "memoryBytes", MEMORY_BYTES, "imageId", image));
        body.putAll(different);
        return Json.write(body);
    }

    static void assertProblem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
        assertThat(response.jsonPath().getString("correlationId")).isEqualTo(response.header("Tidemark-Correlation"));
    }

    /** Longer than a slow build machine ever took; a condition that holds ends the wait at once. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
