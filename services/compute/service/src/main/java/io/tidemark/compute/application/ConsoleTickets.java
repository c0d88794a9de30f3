package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.postgres.ReplicaRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Tickets that let compute open one guest's console on its node: signed, short-lived, used once. Nodes get the
 * public key by directive, so a node verifies without asking anybody.
 */
@ApplicationScoped
public class ConsoleTickets {
    private static final String KIND = "console-key";
    private static final String ID = "current";
    private static final float LIFETIME_MINUTES = 0.5f;

    private final EventStore store;
    private final ReplicaRows rows;

    public ConsoleTickets(EventStore store, ReplicaRows rows) {
        this.store = store;
        this.rows = rows;
    }

    private record Row(String privateKey, String publicKey) {}

    /** Base64 of the X.509 form. */
    public Uni<String> publicKey() {
        return key().map(Row::publicKey);
    }

    /** A compact JWS (EdDSA) naming the guest and who asked. */
    public Uni<String> issue(String vmId, String subject) {
        return key().map(row -> sign(row, vmId, subject));
    }

    private Uni<Row> key() {
        return rows.get(KIND, ID, Row.class)
                .chain(found -> found.map(row -> Uni.createFrom().item(row)).orElseGet(this::make));
    }

    /** Two makers at once: the later row stands, and both read it. */
    private Uni<Row> make() {
        Companion row = new Companion.Replica(KIND, ID, Json.write(generate()));
        return store.append(new Append(List.of(), Cause.spontaneous(UUID.randomUUID(), "console-key"), List.of(row)))
                .chain(() -> rows.get(KIND, ID, Row.class))
                .map(kept -> kept.orElseThrow(() -> new IllegalStateException("the console key was not kept")));
    }

    private static Row generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Row(
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    private static String sign(Row row, String vmId, String subject) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(subject);
        claims.setStringClaim("vm", vmId);
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(row.privateKey())));
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            return signature.getCompactSerialization();
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("a console ticket cannot be signed", e);
        }
    }
}
