package io.tidemark.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.postgres.ReplicaRows;
import io.tidemark.testkit.real.OwnIssuer;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(OwnIssuer.class)
class BearerTokensTest {
    private static final String AUDIENCE = "tidemark-api";

    @Inject
    BearerTokens tokens;

    @Inject
    EventStore store;

    @Inject
    ReplicaRows rows;

    @ConfigProperty(name = "tidemark.oidc.issuer")
    String issuer = "";

    @ConfigProperty(name = "test.issuer.key")
    String keyJson = "";

    @Test
    void a_token_of_the_issuer_for_this_api_names_its_subject() throws JoseException {
        assertThat(subject(signed(claims()))).contains("alice");
    }

    @Test
    void a_token_for_another_audience_or_for_none_is_refused() throws JoseException {
        JwtClaims other = claims();
        other.setAudience("another-api");
        JwtClaims none = claims();
        none.unsetClaim("aud");

        assertThat(subject(signed(other))).isEmpty();
        assertThat(subject(signed(none))).isEmpty();
    }

    @Test
    void a_token_of_another_issuer_is_refused_though_the_key_is_right() throws JoseException {
        JwtClaims claims = claims();
        claims.setIssuer(issuer + "/");

        assertThat(subject(signed(claims))).isEmpty();
    }

    @Test
    void a_token_that_is_over_or_not_yet_valid_or_never_over_is_refused() throws JoseException {
        JwtClaims over = claims();
        over.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        JwtClaims early = claims();
        early.setNotBeforeMinutesInThePast(-2);
        JwtClaims endless = claims();
        endless.unsetClaim("exp");

        assertThat(subject(signed(over))).isEmpty();
        assertThat(subject(signed(early))).isEmpty();
        assertThat(subject(signed(endless))).isEmpty();
    }

    @Test
    void a_token_that_names_nobody_or_is_no_access_token_is_refused() throws JoseException {
        JwtClaims nobody = claims();
        nobody.unsetClaim("sub");
        JwtClaims refresh = claims();
        refresh.setStringClaim("typ", "Refresh");

        assertThat(subject(signed(nobody))).isEmpty();
        assertThat(subject(signed(refresh))).isEmpty();
    }

    @Test
    void a_token_without_signature_is_refused() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setKeyIdHeaderValue("first");
        unsigned.setPayload(claims().toJson());

        assertThat(subject(unsigned.getCompactSerialization())).isEmpty();
    }

    @Test
    void the_public_key_is_no_shared_secret() throws JoseException {
        byte[] published = key().getPublicKey().getEncoded();

        assertThat(subject(sign(claims(), new HmacKey(published), AlgorithmIdentifiers.HMAC_SHA256, "first")))
                .isEmpty();
    }

    @Test
    void a_forged_key_is_refused_under_a_known_and_under_an_unknown_name() throws JoseException {
        RsaJsonWebKey forged = OwnIssuer.newKey("forged");

        for (String name : new String[] {"first", "forged"}) {
            assertThat(subject(sign(claims(), forged.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, name)))
                    .isEmpty();
        }
    }

    @Test
    void a_changed_payload_is_refused() throws JoseException {
        String[] parts = signed(claims()).split("\\.", -1);
        String changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("alice", "admin");
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8));

        assertThat(subject(String.join(".", parts))).isEmpty();
    }

    @Test
    void what_is_no_token_is_refused() {
        for (String garbage : new String[] {"", ".", "a.b.c", "not a token", "....."}) {
            assertThat(subject(garbage)).isEmpty();
        }
    }

    /** Another process over the same database, started while nothing listens at the issuer's address. */
    @Test
    void a_restart_while_the_issuer_is_away_still_verifies_with_the_kept_keys() throws JoseException {
        String token = signed(claims());
        assertThat(subject(token)).contains("alice");
        SigningKeys restarted = new SigningKeys(store, rows, issuer, "http://127.0.0.1:1/certs");

        await(restarted.startUp());

        assertThat(await(new BearerTokens(restarted, AUDIENCE).verified(token))).isPresent();
        assertThat(await(new BearerTokens(restarted, AUDIENCE).verified(signed(claims(), "unknown"))))
                .isEmpty();
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject("alice");
        claims.setStringClaim("typ", "Bearer");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    private RsaJsonWebKey key() throws JoseException {
        return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(keyJson);
    }

    private String signed(JwtClaims claims) throws JoseException {
        return signed(claims, "first");
    }

    private String signed(JwtClaims claims, String keyId) throws JoseException {
        return sign(claims, key().getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, keyId);
    }

    private static String sign(JwtClaims claims, Key key, String algorithm, String keyId) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }

    private Optional<String> subject(String token) {
        return await(tokens.verified(token)).map(BearerTokens.Verified::subject);
    }

    private static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
