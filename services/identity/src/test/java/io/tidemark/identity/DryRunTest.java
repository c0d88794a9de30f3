package io.tidemark.identity;

import static io.tidemark.identity.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.DryRunWalk;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every write of the service tells what it would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(IdentityParts.class)
class DryRunTest {
    @Test
    void every_write_tells_what_it_would_do_and_does_none_of_it() {
        Api.awaitAccess();
        Map<String, Object> role = Map.of("name", "tried", "privileges", List.of("compute.vm.read"));
        String roleId = created("/roles", Map.of("name", "kept", "privileges", List.of("compute.vm.read")));
        Map<String, Object> grant =
                Map.of("subjectKind", "user", "subjectId", Realm.BOB, "roleId", roleId, "path", Realm.ACME_PATH);
        String grantId = created("/grants", grant);

        DryRunWalk.of(RestAssured.port, "identity", Tokens.of("admin"))
                .write("POST /tenants", Map.of("name", "tried"))
                .write("POST /roles", role)
                .write(
                        "PUT /roles/{id}/privileges",
                        "/roles/" + roleId + "/privileges",
                        Map.of("privileges", List.of("compute.vm.start")))
                .write("POST /grants", grant)
                .write("DELETE /grants/{id}", "/grants/" + grantId, Map.of())
                .write("POST /views/{name}/rebuild", "/views/role/rebuild", Map.of())
                .walk();
    }

    private static String created(String path, Map<String, Object> body) {
        Response answer = post("admin", path, Json.write(body));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("id");
    }
}
