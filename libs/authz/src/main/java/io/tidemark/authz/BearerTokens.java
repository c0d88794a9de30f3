package io.tidemark.authz;

import io.smallrye.mutiny.Uni;
import io.tidemark.messaging.OffLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens offline: signature by a kept key of the issuer, issuer, audience, times, and that it is an
 * access token. RFC 9068, RFC 8725.
 */
@ApplicationScoped
public class BearerTokens {
    private static final int SKEW_SECONDS = 10;

    private final SigningKeys keys;
    private final String audience;

    public BearerTokens(
            SigningKeys keys,
            @ConfigProperty(name = "tidemark.oidc.audience", defaultValue = "tidemark-api") String audience) {
        this.keys = keys;
        this.audience = audience;
    }

    /**
     * What a token that verified says.
     *
     * @param subject the opaque id
     * @param until when the token ends
     */
    public record Verified(String subject, Instant until) {}

    /** Empty when the token cannot be verified. */
    public Uni<Optional<Verified>> verified(String token) {
        Optional<String> keyId = keyId(token);
        if (keyId.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return keys.has(keyId.get())
                ? Uni.createFrom().item(() -> verify(token))
                : OffLoop.returning(keys.refreshForUnknownKey()).map(ready -> verify(token));
    }

    private static Optional<String> keyId(String token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            return Optional.ofNullable(signature.getKeyIdHeaderValue());
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    /** Keycloak says in a claim what a token is for; an issuer that does not has the audience alone to tell. */
    private static boolean isAccessToken(JwtClaims claims) throws MalformedClaimException {
        @Nullable String kind = claims.getStringClaimValue("typ");
        return kind == null || kind.equals("Bearer");
    }

    private Optional<Verified> verify(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.current()))
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT,
                            AlgorithmIdentifiers.RSA_USING_SHA256,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                            AlgorithmIdentifiers.EDDSA))
                    .setExpectedIssuer(keys.issuer())
                    .setExpectedAudience(audience)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .build()
                    .processToClaims(token);
            return isAccessToken(claims)
                    ? Optional.of(new Verified(
                            claims.getSubject(),
                            Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())))
                    : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
