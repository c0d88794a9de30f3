package io.tidemark.cli.client.proof;

/** Something that should have been proven is not; the message says which step failed. */
public final class UnprovenException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnprovenException(String message) {
        super(message);
    }
}
