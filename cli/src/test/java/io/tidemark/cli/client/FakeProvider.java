package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.json;

import io.tidemark.cli.client.FakePlatform.Responder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The identity provider's answers, served by the same server as the platform's. */
final class FakeProvider {
    static final String TOKEN = "POST /realms/tidemark/token";
    static final String DEVICE = "POST /realms/tidemark/device";
    static final String REVOKE = "POST /realms/tidemark/revoke";
    private static final String ISSUER = "/realms/tidemark";

    private FakeProvider() {}

    /** Lets a platform say who signs its users in, and answer as that provider. */
    static void at(FakePlatform platform) {
        String issuer = platform.address() + ISSUER;
        platform.on(
                        "GET /api/identity/v1/signin",
                        json("{\"issuer\": \"%s\", \"cliClientId\": \"tidemark-cli\"}".formatted(issuer)))
                .on("GET " + ISSUER + "/.well-known/openid-configuration", discovery(issuer, issuer));
    }

    static Responder discovery(String base, String issuer) {
        return json("""
                {"issuer": "%2$s", "token_endpoint": "%1$s/token", "device_authorization_endpoint": "%1$s/device",
                 "revocation_endpoint": "%1$s/revoke"}""".formatted(base, issuer));
    }

    /** @param number tells tokens apart */
    static Responder tokens(int number) {
        return json("""
                {"access_token": "%s", "refresh_token": "refresh-%d", "expires_in": 300, "token_type": "Bearer"}""".formatted(accessToken(number), number));
    }

    static String accessToken(int number) {
        String claims = "{\"preferred_username\": \"alice\", \"jti\": \"%d\"}".formatted(number);
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    static Responder error(String error) {
        return json(400, "{\"error\": \"%s\", \"error_description\": \"as told\"}".formatted(error));
    }
}
