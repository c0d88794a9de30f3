package io.tidemark.problems;

/**
 * A refusal as a value: what a decider answers instead of events.
 *
 * @param code which refusal
 * @param detail this occurrence in words, with its numbers; shown to the caller, so without secrets
 */
public record Rejection(ProblemCode code, String detail) {
    /** Carries the refusal over an edge that knows only exceptions. */
    public RejectedException asException() {
        return new RejectedException(this);
    }
}
