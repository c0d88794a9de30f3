package io.tidemark.units;

import java.util.UUID;

/**
 * Something that tells who a person is, such as a name or a mail address, with whose it is. As a component of an event
 * it is kept as ciphertext under a key of its subject's own, and is gone everywhere once that key is destroyed:
 * {@link Clear} becomes {@link Sealed} when it is written, and {@link Sealed} becomes {@link Clear} or {@link Erased}
 * when it is opened. States and read models keep the {@code Personal}, never its text.
 */
public sealed interface Personal {
    /** The opaque id of the person; never itself something that tells who it is. */
    String subject();

    /** Readable. It has no written form: it is sealed before it is kept or sent. */
    record Clear(String subject, String value) implements Personal {
        /** Without the value: this is what logs and failures show. */
        @Override
        public String toString() {
            return "Clear[subject=" + subject + "]";
        }
    }

    /**
     * As it is kept: AES-256-GCM with the subject as associated data.
     *
     * @param keyId the key that seals it
     * @param nonce 12 bytes in Base64, another for each sealing
     * @param ciphertext with the 16-byte tag, in Base64
     */
    record Sealed(String subject, UUID keyId, String nonce, String ciphertext) implements Personal {}

    /** The subject was erased, and the value with it. */
    record Erased(String subject) implements Personal {}

    /** @throws IllegalArgumentException when the subject or the value is empty */
    static Personal of(String subject, String value) {
        if (subject.isBlank() || value.isEmpty()) {
            throw new IllegalArgumentException("a personal value has a subject and is not empty");
        }
        return new Clear(subject, value);
    }
}
