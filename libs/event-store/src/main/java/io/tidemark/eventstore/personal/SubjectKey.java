package io.tidemark.eventstore.personal;

import io.tidemark.units.Personal;
import java.util.Base64;
import java.util.UUID;

/**
 * The one key of a subject. Sealing binds the ciphertext to the subject, so it cannot be shown as another's.
 *
 * @param id names it in what it sealed
 */
public record SubjectKey(UUID id, String subject, AesGcm cipher) {

    /** A new key from the JDK's strong random source. */
    public static SubjectKey create(String subject) {
        return new SubjectKey(UUID.randomUUID(), subject, AesGcm.create());
    }

    Personal.Sealed seal(String value) {
        AesGcm.Box box = cipher.encrypt(value, subject);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Personal.Sealed(
                subject, id, base64.encodeToString(box.nonce()), base64.encodeToString(box.ciphertext()));
    }

    /** @throws IllegalStateException when the value was changed, or was sealed for another subject */
    Personal.Clear open(Personal.Sealed sealed) {
        Base64.Decoder base64 = Base64.getDecoder();
        AesGcm.Box box = new AesGcm.Box(base64.decode(sealed.nonce()), base64.decode(sealed.ciphertext()));
        return new Personal.Clear(subject, cipher.decryptText(box, subject));
    }
}
