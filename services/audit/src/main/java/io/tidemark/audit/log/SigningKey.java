package io.tidemark.audit.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Signs notes with an Ed25519 private key under a name. Its text form shows the public half only. */
public final class SigningKey {

    private final VerifierKey verifier;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    /**
     * A key as it was kept.
     *
     * @param verifier the public half, with the name
     * @param pkcs8 the private half in PKCS #8 form
     * @throws IllegalArgumentException if this is no Ed25519 private key, or the halves do not belong together
     */
    public static SigningKey of(VerifierKey verifier, byte[] pkcs8) {
        try {
            SigningKey key = new SigningKey(
                    verifier, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            if (!verifier.verifies(key.sign("halves of one key\n"))) {
                throw new IllegalArgumentException("the private key is not the one of " + verifier);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8 form", e);
        }
    }

    /** What others need to verify the notes that this key signs. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * Signs a text. The same text always gets the same signature (RFC 8032).
     *
     * @throws IllegalArgumentException if the text cannot be that of a note
     */
    public SignedNote sign(String text) {
        return new SignedNote(text, List.of(new NoteSignature(verifier.name(), verifier.hash(), signature(text))));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "signing key of " + verifier;
    }
}
