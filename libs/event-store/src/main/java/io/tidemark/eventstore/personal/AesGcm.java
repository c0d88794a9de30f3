package io.tidemark.eventstore.personal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM of the JDK with a random 96-bit nonce for each text (NIST SP 800-38D, 8.2.2: good for 2^32 texts under
 * one key). Thread-safe.
 */
public final class AesGcm {
    /** Bytes of a key. */
    static final int KEY_BYTES = 32;

    /** Bytes of a nonce. */
    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private AesGcm(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @throws IllegalArgumentException when the key has not {@value #KEY_BYTES} bytes */
    static AesGcm of(byte[] key) {
        return new AesGcm(key);
    }

    static AesGcm create() {
        return new AesGcm(random(KEY_BYTES));
    }

    byte[] keyBytes() {
        return key.getEncoded();
    }

    /** A ciphertext with the nonce that it needs. */
    record Box(byte[] nonce, byte[] ciphertext) {}

    Box encrypt(String text, String associated) {
        return encrypt(text.getBytes(StandardCharsets.UTF_8), associated);
    }

    Box encrypt(byte[] text, String associated) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            return new Box(nonce, cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    String decryptText(Box box, String associated) {
        return new String(decrypt(box, associated), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when the key, the associated text or the box is another than at encryption */
    byte[] decrypt(Box box, String associated) {
        try {
            return cipher(Cipher.DECRYPT_MODE, box.nonce(), associated).doFinal(box.ciphertext());
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("not sealed with this key for '" + associated + "', or changed since", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
