package io.tidemark.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What others need to verify our notes: a name and an Ed25519 public key (C2SP signed-note). Its text form,
 * {@code name+hash+base64}, is what {@link #toString()} gives and Go's {@code sumdb/note} reads.
 */
public final class VerifierKey {

    /** The signature type of Ed25519 in signed notes. */
    private static final byte ED25519 = 1;

    private static final int KEY_LENGTH = 32;

    /** What stands before the 32 bytes of an Ed25519 public key in its X.509 form (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;

    private VerifierKey(String name, byte[] key) {
        this.name = requireName(name);
        this.key = key;
    }

    /**
     * The verifier key of a public key.
     *
     * @throws IllegalArgumentException if the name is empty or holds white space or a plus, or the key is not Ed25519
     */
    public static VerifierKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        int prefix = X509_PREFIX.length;
        if (encoded.length != prefix + KEY_LENGTH || !Arrays.equals(encoded, 0, prefix, X509_PREFIX, 0, prefix)) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + key.getAlgorithm());
        }
        return new VerifierKey(name, Arrays.copyOfRange(encoded, prefix, encoded.length));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not a verifier key, its hash does not match, or it is not Ed25519
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a verifier key: name+hash+key expected");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            throw new IllegalArgumentException("not a verifier key for Ed25519");
        }
        VerifierKey parsed = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!parsed.hexHash().equals(parts[1])) {
            throw new IllegalArgumentException(
                    "a verifier key with hash " + parts[1] + " but contents of hash " + parsed.hexHash());
        }
        return parsed;
    }

    /** The name that signature lines carry. */
    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256 over name, line break, signature type and key: tells keys of one name apart. */
    public int hash() {
        MessageDigest digest = TreeHash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return ByteBuffer.wrap(digest.digest(typedKey())).getInt();
    }

    /** Whether one of the note's signatures is by this key, and none that says so is forged. */
    public boolean verifies(SignedNote note) {
        int hash = hash();
        var ours = note.signatures().stream()
                .filter(signature ->
                        signature.keyHash() == hash && signature.keyName().equals(name))
                .toList();
        return !ours.isEmpty() && ours.stream().allMatch(signature -> verifies(note.text(), signature.signature()));
    }

    boolean verifies(String text, byte[] signature) {
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(publicKey());
            verification.update(text.getBytes(StandardCharsets.UTF_8));
            return verification.verify(signature);
        } catch (SignatureException e) {
            // How Java says that the bytes are no signature at all: a wrong length, or no point of the curve.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot verify with the Ed25519 key " + this, e);
        }
    }

    /** The text form. */
    @Override
    public String toString() {
        return name + "+" + hexHash() + "+" + Base64.getEncoder().encodeToString(typedKey());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return hash();
    }

    static String requireName(String name) {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "a key's name is not empty and has no white space and no plus: \"" + name + "\"");
        }
        return name;
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                .put(X509_PREFIX)
                .put(key)
                .array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private byte[] typedKey() {
        return ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(key).array();
    }

    private String hexHash() {
        return HexFormat.of().toHexDigits(hash());
    }
}
