package io.tidemark.cli.client.command;

/** Ends a command that was only tried, once it has shown what would happen. */
final class Tried extends RuntimeException {
    private static final long serialVersionUID = 1;

    Tried() {
        super("only tried", null, false, false);
    }
}
