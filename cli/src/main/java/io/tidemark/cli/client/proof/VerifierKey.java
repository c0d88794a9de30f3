package io.tidemark.cli.client.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key of C2SP signed notes, written {@code <name>+<hash>+<base64 of type and key>}. Immutable.
 *
 * @param name who signs
 * @param id the first four bytes of the key's hash in hexadecimal digits; signature lines name the key by it
 * @param text as it was read
 */
public record VerifierKey(String name, String id, PublicKey key, String text) {
    private static final byte ED25519 = 0x01;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    /** RFC 8410: what stands before the 32 bytes of an Ed25519 key in X.509 form. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public static VerifierKey parse(String text) throws UnprovenException {
        String line = text.strip();
        // The key's base64 may hold plus signs too, so only the first two separate.
        String[] parts = line.split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].matches(".*\\s.*")) {
            throw new UnprovenException("not a verifier key of a signed note: " + line);
        }
        byte[] typed = decoded(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new UnprovenException("the verifier key is not an Ed25519 key");
        }
        String id = idOf(parts[0], typed);
        if (!id.equals(parts[1])) {
            throw new UnprovenException("the verifier key's hash does not fit its name and key");
        }
        return new VerifierKey(parts[0], id, publicKey(typed), line);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // a signature that cannot even be read is none
        }
    }

    /** @param otherId the first bytes of a signature line */
    boolean isNamed(String otherName, byte[] otherId) {
        return name.equals(otherName) && id.equals(HexFormat.of().formatHex(otherId));
    }

    private static String idOf(String name, byte[] typedKey) {
        MessageDigest digest = MerkleTree.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return HexFormat.of().formatHex(digest.digest(typedKey), 0, ID_BYTES);
    }

    private static PublicKey publicKey(byte[] typed) throws UnprovenException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(typed, 1, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException invalid) {
            throw new UnprovenException("the verifier key is not a point of Ed25519");
        }
    }

    private static byte[] decoded(String base64) throws UnprovenException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new UnprovenException("the verifier key is not base64");
        }
    }
}
