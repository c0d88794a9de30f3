package io.tidemark.audit.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** One signature line of a {@link SignedNote}: who signed, with which key, and the signature itself. */
public final class NoteSignature {

    private static final String DASH = "\u2014 ";

    private final String keyName;
    private final int keyHash;
    private final byte[] signature;

    /**
     * A signature made with a key.
     *
     * @param keyName the key's name
     * @param keyHash the key's hash, see {@link VerifierKey#hash()}
     * @param signature the signature's bytes
     */
    NoteSignature(String keyName, int keyHash, byte[] signature) {
        this.keyName = keyName;
        this.keyHash = keyHash;
        this.signature = signature.clone();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not a signature line
     */
    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new IllegalArgumentException("not a signature line of a note: \"" + line + "\"");
        }
        byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
        if (bytes.length <= Integer.BYTES) {
            throw new IllegalArgumentException("a note's signature holds a key hash and a signature");
        }
        return new NoteSignature(
                VerifierKey.requireName(line.substring(DASH.length(), space)),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    String keyName() {
        return keyName;
    }

    int keyHash() {
        return keyHash;
    }

    byte[] signature() {
        return signature.clone();
    }

    /** The line, without its end. */
    String line() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyHash)
                .put(signature)
                .array();
        return DASH + keyName + " " + Base64.getEncoder().encodeToString(bytes);
    }
}
