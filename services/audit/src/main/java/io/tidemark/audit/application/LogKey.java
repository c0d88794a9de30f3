package io.tidemark.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.audit.log.SigningKey;
import io.tidemark.audit.log.VerifierKey;
import io.tidemark.audit.store.LogKeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The key that signs checkpoints: made at the first use, kept in the service's database, the same ever after. */
@ApplicationScoped
public class LogKey {

    private final LogKeyRow row;
    private final String origin;
    private volatile @Nullable SigningKey key;

    public LogKey(LogKeyRow row, @ConfigProperty(name = "tidemark.audit.origin") String origin) {
        this.row = row;
        this.origin = origin;
    }

    /** The key. Its name is the log's origin. */
    public Uni<SigningKey> signing() {
        SigningKey known = key;
        return known != null
                ? Uni.createFrom().item(known)
                : row.keepFirst(fresh()).map(LogKey::read).invoke(kept -> key = kept);
    }

    private LogKeyRow.Kept fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new LogKeyRow.Kept(
                    VerifierKey.of(origin, pair.getPublic()).toString(),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform cannot make Ed25519 keys", e);
        }
    }

    private static SigningKey read(LogKeyRow.Kept kept) {
        return SigningKey.of(
                VerifierKey.parse(kept.verifier()), Base64.getDecoder().decode(kept.pkcs8()));
    }
}
