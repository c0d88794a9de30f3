package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The realm as a library sees it that nobody here wrote: by discovery, and strict about what the standards ask for. */
class StrangerOidcClientTest {
    private static final URI REDIRECT =
            URI.create(System.getProperty("tidemark.test.console", "http://127.0.0.1:7400") + "/");
    private static final ClientID CONSOLE = new ClientID("tidemark-console");
    private static final ClientID CLI = new ClientID("tidemark-cli");
    private static final Scope SCOPE = new Scope("openid", "profile");
    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final OidcCaller browser = new OidcCaller();
    private final OIDCProviderMetadata realm;

    StrangerOidcClientTest() throws GeneralException, IOException {
        realm = OIDCProviderMetadata.resolve(new Issuer(RunningConsole.issuer()));
    }

    @Test
    void a_person_signs_in_by_code_and_proof_key() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        Nonce nonce = new Nonce();
        AuthenticationRequest request = new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, CONSOLE, REDIRECT)
                .endpointURI(realm.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        URI back = browser.signIn(browser.get(request.toURI().toString()), "alice", "alice-tide");
        AuthenticationSuccessResponse answer =
                AuthenticationResponseParser.parse(back).toSuccessResponse();
        assertThat(answer.getState()).isEqualTo(request.getState());

        AuthorizationCode code = answer.getAuthorizationCode();
        OIDCTokenResponse tokens = exchange(CONSOLE, new AuthorizationCodeGrant(code, REDIRECT, verifier))
                .orElseThrow();

        assertThat(validated(CONSOLE, tokens, nonce).getSubject().getValue()).isNotEmpty();
    }

    @Test
    void a_device_is_let_in_by_a_person_at_a_browser() throws Exception {
        DeviceAuthorizationSuccessResponse device = DeviceAuthorizationResponse.parse(
                        new DeviceAuthorizationRequest.Builder(CLI)
                                .endpointURI(realm.getDeviceAuthorizationEndpointURI())
                                .scope(SCOPE)
                                .build()
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
        DeviceCodeGrant grant = new DeviceCodeGrant(device.getDeviceCode());
        assertThat(exchange(CLI, grant)).as("before anybody agreed").isEmpty();

        URI asked = browser.signIn(browser.followed(device.getVerificationURIComplete()), "alice", "alice-tide");
        agree(browser.followed(asked));

        OIDCTokenResponse tokens = await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(device.getInterval()))
                .until(() -> exchange(CLI, grant), Optional::isPresent)
                .orElseThrow();
        assertThat(validated(CLI, tokens, null).getSubject().getValue()).isNotEmpty();
    }

    /** Says yes on the page that asks whether the device may have access. */
    private void agree(HttpResponse<String> page) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        Map<String, String> fields = new java.util.HashMap<>(Map.of("accept", "Yes"));
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
        assertThat(browser.post(action.toString(), fields).statusCode()).isIn(200, 302);
    }

    /** Empty while the person has not agreed. */
    private Optional<OIDCTokenResponse> exchange(ClientID client, AuthorizationGrant grant)
            throws IOException, ParseException {
        TokenRequest request = new TokenRequest.Builder(realm.getTokenEndpointURI(), client, grant)
                .scope(SCOPE)
                .build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
        if (!response.indicatesSuccess()) {
            assertThat(response.toErrorResponse().getErrorObject().getCode())
                    .isIn("authorization_pending", "slow_down");
            return Optional.empty();
        }
        return Optional.of((OIDCTokenResponse) response.toSuccessResponse());
    }

    private IDTokenClaimsSet validated(
            ClientID client, OIDCTokenResponse tokens, @org.jspecify.annotations.Nullable Nonce nonce)
            throws Exception {
        IDTokenValidator validator = new IDTokenValidator(
                realm.getIssuer(),
                client,
                com.nimbusds.jose.JWSAlgorithm.RS256,
                realm.getJWKSetURI().toURL());
        return validator.validate(tokens.getOIDCTokens().getIDToken(), nonce);
    }
}
