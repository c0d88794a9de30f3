package io.tidemark.http;

import static io.tidemark.http.Things.OPERATOR;
import static io.tidemark.http.Things.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Access first, then the key; only then is anything looked up for the answer. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritesTest {
    private final String id = UUID.randomUUID().toString();

    @Inject
    NamesResource names;

    @Inject
    Authorizer authorizer;

    @BeforeAll
    void access() {
        try (AccessSeed seed = AccessSeed.open()) {
            seed.member(USER).member(OPERATOR).beat().allow(OPERATOR, "/", "thing.*");
            seed.until(() -> authorizer
                    .refusal(OPERATOR, NamesResource.WRITE, Things.OURS)
                    .isEmpty());
        }
    }

    private Response name(RequestSpecification by, String name) {
        return by.put("/api/thing/v1/names/" + id + "/" + name);
    }

    @Test
    void what_is_denied_without_a_key_or_a_repeat_is_answered_before_anything_is_looked_up() {
        String key = UUID.randomUUID().toString();
        String name = "looked-up-" + id;
        Response first = name(Things.as(OPERATOR).header("Idempotency-Key", key), name);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        int looks = names.looks();
        assertThat(looks).isPositive();

        assertThat(name(Things.as(USER).header("Idempotency-Key", UUID.randomUUID()), name)
                        .statusCode())
                .isEqualTo(403);
        assertThat(name(Things.as(OPERATOR), name).statusCode()).isEqualTo(400);
        Response again = name(Things.as(OPERATOR).header("Idempotency-Key", key), name);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(name(Things.as(OPERATOR).header("Idempotency-Key", key), "other")
                        .statusCode())
                .isEqualTo(422);
        assertThat(names.looks()).isEqualTo(looks);
    }
}
