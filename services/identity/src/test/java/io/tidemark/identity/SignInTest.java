package io.tidemark.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.eventstore.Json;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real tokens of the real Keycloak, and what can be made of them without its key. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(IdentityParts.class)
class SignInTest {
    private static final String KEYCLOAK = RealParts.property("keycloak") + "/realms/tidemark";

    @BeforeEach
    void access() {
        Api.awaitAccess();
    }

    @Test
    void where_to_sign_in_is_told_to_everybody() {
        Response signIn = given().get(Api.BASE + "/signin");

        assertThat(signIn.statusCode()).isEqualTo(200);
        assertThat(signIn.jsonPath().getString("issuer")).isEqualTo(KEYCLOAK);
        assertThat(signIn.jsonPath().getString("cliClientId")).isEqualTo("tidemark-cli");
        assertThat(signIn.jsonPath().getString("consoleClientId")).isEqualTo("tidemark-console");
    }

    @Test
    void without_a_token_nothing_else_is_told() {
        assertUnauthenticated(given().get(Api.BASE + "/whoami"));
        assertUnauthenticated(given().get(Api.BASE + "/no-such-thing"));
    }

    @Test
    void a_real_token_opens() {
        assertThat(Api.get("alice", "/whoami").statusCode()).isEqualTo(200);
    }

    @Test
    void what_keycloak_issues_besides_access_tokens_does_not_open() {
        Response issued = given().formParam("grant_type", "password")
                .formParam("client_id", "tidemark-cli")
                .formParam("username", "alice")
                .formParam("password", "alice-tide")
                .formParam("scope", "openid")
                .post(KEYCLOAK + "/protocol/openid-connect/token");

        assertRefused(issued.jsonPath().getString("id_token"));
        assertRefused(issued.jsonPath().getString("refresh_token"));
    }

    @Test
    void a_service_account_that_nobody_granted_anything_holds_nothing() {
        String account = given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "tidemark-identity")
                .formParam("client_secret", IdentityParts.secret())
                .post(KEYCLOAK + "/protocol/openid-connect/token")
                .jsonPath()
                .getString("access_token");

        Response tenants = given().header("Authorization", "Bearer " + account).get(Api.BASE + "/tenants");

        assertThat(tenants.statusCode()).isEqualTo(200);
        assertThat(tenants.jsonPath().getList("items")).isEmpty();
    }

    @Test
    void a_real_token_that_was_touched_does_not_open() {
        String[] parts = Tokens.of("bob").split("\\.", -1);

        assertRefused(parts[0] + "." + replaced(parts[1], "bob", "admin") + "." + parts[2]);
        assertRefused(encoded("{\"alg\":\"none\",\"kid\":\"" + keyId(parts[0]) + "\"}") + "." + parts[1] + ".");
        assertRefused(replaced(parts[0], keyId(parts[0]), "forged") + "." + parts[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
    }

    private static void assertRefused(String token) {
        assertUnauthenticated(given().header("Authorization", "Bearer " + token).get(Api.BASE + "/whoami"));
    }

    private static void assertUnauthenticated(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo("UNAUTHENTICATED");
    }

    private static String keyId(String header) {
        return Json.tree(decoded(header)).get("kid").asText();
    }

    private static String replaced(String part, String what, String by) {
        return encoded(decoded(part).replace(what, by));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
