package io.tidemark.problems;

/**
 * One way to say no. A code is published: once released it keeps its name and meaning. Implemented by one enum
 * per service, and by {@link CommonProblem} for what all services share.
 */
public interface ProblemCode {
    /** The stable name, upper case with underscores; what programs compare. */
    String name();

    /** The HTTP status that an API answers with, 400 to 599. */
    int status();

    Category category();

    /** One short sentence that is the same for every occurrence. */
    String title();

    /** Whose move it is next. */
    enum Category {
        CALLERS_MISTAKE,
        NOT_ALLOWED,
        CONFLICT,
        NO_CAPACITY,
        OUR_FAULT
    }
}
