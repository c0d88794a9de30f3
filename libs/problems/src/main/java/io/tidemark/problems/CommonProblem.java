package io.tidemark.problems;

/** The refusals that every service shares. */
public enum CommonProblem implements ProblemCode {
    INVALID_REQUEST(400, Category.CALLERS_MISTAKE, "The request is not well-formed"),
    IDEMPOTENCY_KEY_MISSING(400, Category.CALLERS_MISTAKE, "A write needs an Idempotency-Key header"),
    UNAUTHENTICATED(401, Category.NOT_ALLOWED, "The bearer token is missing or cannot be verified"),
    ACCESS_DENIED(403, Category.NOT_ALLOWED, "No grant allows this"),
    ACCESS_UNDECIDABLE(403, Category.NOT_ALLOWED, "Access cannot be decided now, so it is denied"),
    NOT_FOUND(404, Category.CALLERS_MISTAKE, "There is no such object"),
    PRECONDITION_FAILED(412, Category.CONFLICT, "The object is no longer in the state that If-Match names"),
    CONTENTION(409, Category.CONFLICT, "Too many changes to this object at once; try again"),
    PARKED_NOT_NEXT(409, Category.CONFLICT, "Only what holds up a key can be skipped or replaced"),
    EVENT_TOO_LARGE(413, Category.CALLERS_MISTAKE, "What this asks for is too large to be recorded"),
    IDEMPOTENCY_KEY_REUSED(422, Category.CALLERS_MISTAKE, "This Idempotency-Key was used with another request"),
    INTERNAL_ERROR(500, Category.OUR_FAULT, "Something failed on our side"),
    MOMENT_IN_FUTURE(400, Category.CALLERS_MISTAKE, "What will be cannot be read yet"),
    NOT_OF_THE_PAST(400, Category.CALLERS_MISTAKE, "This cannot be asked as of a time"),
    DRY_RUN_NOT_POSSIBLE(400, Category.CALLERS_MISTAKE, "This can only be done, not tried"),
    READ_MODEL_BEHIND(503, Category.OUR_FAULT, "The read model has not reached the position asked for");

    private final int status;
    private final Category category;
    private final String title;

    CommonProblem(int status, Category category, String title) {
        this.status = status;
        this.category = category;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String title() {
        return title;
    }
}
