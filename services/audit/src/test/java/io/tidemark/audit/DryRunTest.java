package io.tidemark.audit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.authz.Authorizer;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.DryRunWalk;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Every write of the service tells what it would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DryRunTest {
    @Inject
    Authorizer authorizer;

    @Test
    void everyWriteTellsWhatItWouldDoAndDoesNoneOfIt() {
        try (AccessSeed access = AccessSeed.open()) {
            access.member(Realm.OSCAR, Realm.OPERATORS);
            access.allow(Realm.OSCAR, "/", "audit.relay.*", "audit.parked.*");
            access.beat()
                    .until(() -> authorizer
                            .refusal(Realm.OSCAR, "audit.parked.operate", "/")
                            .isEmpty());
        }

        DryRunWalk.of(RestAssured.port, "audit", Tokens.of("oscar")).walk();
    }
}
