package io.tidemark.audit.log;

import java.util.List;

/**
 * A text and signatures of it, in the format that C2SP calls signed-note: the text, an empty line, and a line for each
 * signature. A signature by an unknown key means nothing, for or against.
 *
 * @param text ends with a line break, has no control characters but line breaks
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final String SEPARATOR = "\n\n";

    /** Longer than any checkpoint with any number of witnesses; longer input is an attack or a mistake. */
    private static final int MAX_LENGTH = 1_000_000;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text does not end with a line break or holds control characters, or there
     *     is no signature
     */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(unit -> unit < ' ' && unit != '\n')) {
            throw new IllegalArgumentException("a note's text ends with a line break and has no control characters");
        }
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a signed note has a signature");
        }
    }

    /**
     * Reads a note. This verifies nothing: ask {@link VerifierKey#verifies}.
     *
     * @throws IllegalArgumentException if it is not in the format of a signed note
     */
    public static SignedNote parse(String note) {
        int separator = note.lastIndexOf(SEPARATOR);
        if (note.length() > MAX_LENGTH || separator < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("not a signed note: text, empty line and signature lines expected");
        }
        String lines = note.substring(separator + SEPARATOR.length());
        return new SignedNote(
                note.substring(0, separator + 1),
                lines.lines().map(NoteSignature::parse).toList());
    }

    /** The note as it is handed out. */
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line()).append('\n');
        }
        return note.toString();
    }
}
