package io.tidemark.identity;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.testkit.real.Tokens;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Identity's API as its callers use it. */
public final class Api {
    public static final String BASE = "/api/identity/v1";

    private Api() {}

    /** As one of the realm's users. */
    public static RequestSpecification as(String user) {
        return given().header("Authorization", "Bearer " + Tokens.of(user));
    }

    public static Response get(String user, String path) {
        return as(user).get(BASE + path);
    }

    public static Response post(String user, String path, String json) {
        return post(user, path, json, UUID.randomUUID().toString());
    }

    public static Response post(String user, String path, String json, String key) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(json)
                .post(BASE + path);
    }

    public static Response put(String user, String path, String json) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(json)
                .put(BASE + path);
    }

    public static Response delete(String user, String path) {
        return as(user).header("Idempotency-Key", UUID.randomUUID().toString()).delete(BASE + path);
    }

    /** Longer than a slow build machine ever took; a condition that holds ends the wait at once. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    /** Waits until the service knows its own grants and the realm's users. */
    public static void awaitAccess() {
        eventually()
                .ignoreExceptions()
                .until(() -> get("admin", "/tenants")
                                        .jsonPath()
                                        .getList("items")
                                        .size()
                                > 0
                        && get("alice", "/tenants").jsonPath().getList("items").size() == 1
                        && get("bob", "/tenants").jsonPath().getList("items").size() == 1);
    }
}
