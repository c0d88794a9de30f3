package io.tidemark.node.console;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues tickets as compute does. */
public final class Issuer {
    private final KeyPair keys;

    public Issuer() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** As a directive carries it. */
    public String encodedKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    public String ticket(UUID vmId, Instant issued, long lifetimeSeconds) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("alice");
        claims.setStringClaim("vm", vmId.toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(issued.getEpochSecond() + lifetimeSeconds));
        return signed(claims);
    }

    String signed(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(keys.getPrivate());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
