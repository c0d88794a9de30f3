package io.tidemark.cli.client.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A C2SP signed note: a text, a blank line, and signature lines {@code — <name> <base64>} over the text including its
 * last newline. Pure.
 */
public final class SignedNote {
    private static final String SIGNATURE = "— ";
    private static final int ID_BYTES = 4;

    private SignedNote() {}

    /**
     * The text of a note, once this key has signed it. Lines of other keys are passed over, as the format asks.
     *
     * @throws UnprovenException when the note is malformed, or this key's signature is missing or wrong
     */
    public static String opened(String note, VerifierKey key) throws UnprovenException {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new UnprovenException("the checkpoint is not a signed note");
        }
        String text = note.substring(0, blank + 1);
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (String line : note.substring(blank + 2).lines().toList()) {
            Optional<byte[]> signature = signatureOf(line, key);
            if (signature.isPresent()) {
                if (!key.verifies(message, signature.get())) {
                    throw new UnprovenException("the signature of " + key.name() + " does not fit the checkpoint");
                }
                signed = true;
            }
        }
        if (!signed) {
            throw new UnprovenException("the checkpoint is not signed by the key " + key.name());
        }
        return text;
    }

    /** The signature on a line when it is this key's; empty when it is another's. */
    private static Optional<byte[]> signatureOf(String line, VerifierKey key) throws UnprovenException {
        String[] parts =
                line.startsWith(SIGNATURE) ? line.substring(SIGNATURE.length()).split(" ", -1) : new String[0];
        if (parts.length != 2) {
            throw new UnprovenException("the checkpoint has a malformed signature line");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(parts[1]);
            boolean ours = bytes.length > ID_BYTES && key.isNamed(parts[0], Arrays.copyOf(bytes, ID_BYTES));
            return ours ? Optional.of(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            throw new UnprovenException("the checkpoint has a signature that is not base64");
        }
    }
}
