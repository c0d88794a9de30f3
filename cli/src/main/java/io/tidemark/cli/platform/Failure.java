package io.tidemark.cli.platform;

/** Something that the caller can mend; its message is the one line that says what and how. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String line) {
        super(line);
    }
}
