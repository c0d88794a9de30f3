package io.tidemark.compute.node.vm;

/** A directive that does not say what a directive must; the message names the field. It is parked, never guessed at. */
public final class MalformedDirective extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDirective(String message) {
        super(message);
    }
}
