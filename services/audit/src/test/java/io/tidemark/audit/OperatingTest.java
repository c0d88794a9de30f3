package io.tidemark.audit;

import static io.tidemark.audit.Auditor.as;
import static io.tidemark.audit.Auditor.get;
import static io.tidemark.audit.Auditor.leaf;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do to audit itself, which takes in no events of its own, is sealed all the same. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class OperatingTest {

    @Inject
    Auditor auditor;

    @Inject
    Authorizer authorizer;

    @BeforeEach
    void signIn() {
        auditor.signIn();
        try (AccessSeed access = AccessSeed.open()) {
            access.member(Realm.OSCAR, Realm.OPERATORS);
            access.allow(Realm.OSCAR, "/", "audit.relay.*");
            access.beat()
                    .until(() -> authorizer
                            .refusal(Realm.OSCAR, "audit.relay.operate", "/")
                            .isEmpty());
        }
    }

    @Test
    void aRepublishIsSealedWithItsActor() {
        String correlation = republish("oscar").statusCode(200).extract().header("Tidemark-Correlation");

        get("/records/{leaf}", leaf(UUID.fromString(correlation)))
                .body("event.type", equalTo("tidemark.audit.relay.republish-requested.v1"))
                .body("event.actor", equalTo(Realm.OSCAR))
                .body("event.data.toPosition", equalTo(1));
    }

    @Test
    void aRefusalIsSealedToo() {
        String correlation = republish("bob").statusCode(403).extract().header("Tidemark-Correlation");

        get("/records/{leaf}", leaf(UUID.fromString(correlation)))
                .body("event.type", equalTo("tidemark.audit.request.refused.v1"))
                .body("event.data.action", equalTo("republish"));
    }

    private static ValidatableResponse republish(String user) {
        return as(user).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"fromPosition\":1,\"toPosition\":1}")
                .post("/api/audit/v1/relay/republish")
                .then();
    }
}
