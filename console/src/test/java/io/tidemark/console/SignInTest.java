package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page does to sign in, done by a client of its own against the real realm. */
@QuarkusTest
@QuarkusTestResource(RunningConsole.class)
class SignInTest {
    /** Where the realm sends browsers back to: the gateway's port of the platform that it was made for. */
    private static final String REDIRECT = System.getProperty("tidemark.test.console", "http://127.0.0.1:7400") + "/";

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";
    private static final String STATE = "state-1";
    private static final String NONCE = "nonce-1";

    private final OidcCaller browser = new OidcCaller();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it before each test.
    URI console;

    @Test
    void a_code_and_its_verifier_become_tokens_for_the_api() throws Exception {
        Map<String, String> answer = OidcCaller.query(browser.signIn(authorize(VERIFIER), "alice", "alice-tide"));
        assertThat(answer).containsEntry("state", STATE).containsEntry("iss", RunningConsole.issuer());

        HttpResponse<String> exchanged = exchange(answer, VERIFIER);
        assertThat(exchanged.statusCode()).isEqualTo(200);
        JsonObject tokens = new JsonObject(exchanged.body());
        JsonObject identity = claims(tokens.getString("id_token"));
        assertThat(identity.getString("iss")).isEqualTo(RunningConsole.issuer());
        assertThat(identity.getString("aud")).isEqualTo("tidemark-console");
        assertThat(identity.getString("nonce")).isEqualTo(NONCE);
        assertThat(claims(tokens.getString("access_token")).getValue("aud").toString())
                .contains("tidemark-api");
        assertThat(tokens.getString("refresh_token")).isNotBlank();
    }

    @Test
    void a_stolen_code_is_worth_nothing_without_its_verifier() throws Exception {
        Map<String, String> answer = OidcCaller.query(browser.signIn(authorize(VERIFIER), "alice", "alice-tide"));
        HttpResponse<String> exchanged = exchange(answer, VERIFIER + "-other");
        assertThat(exchanged.statusCode()).isEqualTo(400);
        assertThat(exchanged.body()).contains("invalid_grant");
    }

    @Test
    void a_sign_in_without_a_challenge_is_refused() throws Exception {
        Map<String, String> query = new HashMap<>(query(VERIFIER));
        query.remove("code_challenge");
        query.remove("code_challenge_method");
        assertRefused(query);
    }

    @Test
    void a_plain_challenge_is_refused() throws Exception {
        Map<String, String> query = new HashMap<>(query(VERIFIER));
        query.put("code_challenge", VERIFIER);
        query.put("code_challenge_method", "plain");
        assertRefused(query);
    }

    @Test
    void nobody_is_sent_to_another_address() throws Exception {
        Map<String, String> query = new HashMap<>(query(VERIFIER));
        query.put("redirect_uri", "http://127.0.0.1:9/");
        HttpResponse<String> page = browser.get(endpoint("authorization_endpoint"), query);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
    }

    private void assertRefused(Map<String, String> query) throws Exception {
        HttpResponse<String> answer = browser.get(endpoint("authorization_endpoint"), query);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(back -> assertThat(back).contains("error=invalid_request"));
    }

    private HttpResponse<String> authorize(String verifier) throws Exception {
        return browser.get(endpoint("authorization_endpoint"), query(verifier));
    }

    private Map<String, String> query(String verifier) throws Exception {
        return Map.of(
                "response_type",
                "code",
                "client_id",
                clientId(),
                "redirect_uri",
                REDIRECT,
                "scope",
                "openid profile",
                "state",
                STATE,
                "nonce",
                NONCE,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256");
    }

    private HttpResponse<String> exchange(Map<String, String> answer, String verifier) throws Exception {
        return browser.post(
                endpoint("token_endpoint"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        clientId(),
                        "redirect_uri",
                        REDIRECT,
                        "code",
                        answer.get("code"),
                        "code_verifier",
                        verifier));
    }

    private String clientId() throws IOException, InterruptedException {
        return browser.json(console.resolve("/config.json")).getString("clientId");
    }

    private String endpoint(String name) throws IOException, InterruptedException {
        String issuer = browser.json(console.resolve("/config.json")).getString("issuer");
        return browser.json(URI.create(issuer + "/.well-known/openid-configuration"))
                .getString(name);
    }

    private static String challenge(String verifier) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static JsonObject claims(String token) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }
}
