package io.tidemark.eventstore.personal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The key that wraps subjects' keys in the database, so that a copy of the database alone tells nobody's name. Thread-safe. */
public final class MasterKey {
    /** The group may read: a Kubernetes secret is mounted for the pod's own group. */
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_READ);

    private final AesGcm cipher;

    private MasterKey(AesGcm cipher) {
        this.cipher = cipher;
    }

    /** @throws IllegalArgumentException when the text is not 32 bytes in Base64 */
    public static MasterKey ofBase64(String text) {
        return new MasterKey(AesGcm.of(Base64.getDecoder().decode(text.strip())));
    }

    /**
     * Reads 32 bytes in Base64 from a file that only its owner, and perhaps its group, can read.
     *
     * @throws IllegalStateException when others can read it
     * @throws IllegalArgumentException when it holds something else
     * @throws IOException when it cannot be read
     */
    public static MasterKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(permissions)) {
            throw new IllegalStateException(
                    "others than its owner and group can use the master key: chmod 0600 " + file);
        }
        return ofBase64(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /** The key's wrapped form: nonce and ciphertext in Base64, bound to the subject. */
    public String wrap(SubjectKey key) {
        AesGcm.Box box = cipher.encrypt(key.cipher().keyBytes(), key.subject());
        ByteBuffer both = ByteBuffer.allocate(box.nonce().length + box.ciphertext().length);
        return Base64.getEncoder()
                .encodeToString(both.put(box.nonce()).put(box.ciphertext()).array());
    }

    /** @throws IllegalStateException when another master key wrapped it, or for another subject */
    public SubjectKey unwrap(UUID id, String subject, String wrapped) {
        ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(wrapped));
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        both.get(nonce);
        byte[] ciphertext = new byte[both.remaining()];
        both.get(ciphertext);
        return new SubjectKey(id, subject, AesGcm.of(cipher.decrypt(new AesGcm.Box(nonce, ciphertext), subject)));
    }
}
