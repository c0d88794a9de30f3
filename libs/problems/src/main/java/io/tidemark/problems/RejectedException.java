package io.tidemark.problems;

/** A {@link Rejection} on its way to the edge that turns it into a problem document. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        // A refusal is an answer, not a fault: no stack trace.
        super(rejection.code().name() + ": " + rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
