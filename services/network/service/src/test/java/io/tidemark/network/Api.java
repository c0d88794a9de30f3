package io.tidemark.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testkit.real.Tokens;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Network's API as its callers use it. */
final class Api {
    private static final String BASE = "/api/network/v1";

    private Api() {}

    static Response get(String user, String path) {
        return as(user).get(BASE + path);
    }

    static Response put(String user, String path, String json) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(json)
                .put(BASE + path);
    }

    static Response post(String user, String path, String json) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(json)
                .post(BASE + path);
    }

    private static RequestSpecification as(String user) {
        return given().header("Authorization", "Bearer " + Tokens.of(user));
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
