package io.tidemark.audit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.audit.log.VerifierKey;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** Audrey, who may read the log, at the service's HTTP API. */
@ApplicationScoped
class Auditor {

    private final Authorizer authorizer;

    Auditor(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Seeds access once for all tests of one application; audrey may read, bob is known and may not. */
    void signIn() {
        if (mayRead()) {
            return;
        }
        try (AccessSeed access = AccessSeed.open()) {
            access.member(Realm.AUDREY, Realm.AUDITORS).member(Realm.BOB, Realm.ACME_MEMBERS);
            access.allow(Realm.AUDREY, "/audit", "audit.read");
            access.beat().until(this::mayRead);
        }
    }

    private boolean mayRead() {
        return authorizer.refusal(Realm.AUDREY, "audit.read", "/audit").isEmpty();
    }

    static RequestSpecification as(String user) {
        return given().auth().oauth2(Tokens.of(user));
    }

    static ValidatableResponse get(String path, Object... parameters) {
        return as("audrey").get("/api/audit/v1" + path, parameters).then();
    }

    /** The leaves of the records under that correlation id, newest first, once there are that many. */
    static List<Integer> leaves(UUID correlationId, int count) {
        return eventually().until(() -> leaves(correlationId), leaves -> leaves.size() == count);
    }

    static List<Integer> leaves(UUID correlationId) {
        return get("/records?correlationId={id}", correlationId)
                .statusCode(200)
                .extract()
                .path("items.leaf");
    }

    /** The leaf of the only record under that correlation id, once it is there. */
    static int leaf(UUID correlationId) {
        return leaves(correlationId, 1).getFirst();
    }

    static VerifierKey key() {
        return VerifierKey.parse(
                get("/key").statusCode(200).extract().asString().strip());
    }

    /** Longer than a slow build machine ever took; a condition that holds ends the wait at once. */
    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
