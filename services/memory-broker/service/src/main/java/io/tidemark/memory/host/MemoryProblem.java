package io.tidemark.memory.host;

import io.tidemark.problems.ProblemCode;

/** The refusals of memory. */
public enum MemoryProblem implements ProblemCode {
    GUEST_NOT_FOUND(404, Category.CALLERS_MISTAKE, "No running guest has this id"),
    LIMIT_INVALID(400, Category.CALLERS_MISTAKE, "The limit is outside of what the guest can have"),
    NO_MEMORY(507, Category.NO_CAPACITY, "The node cannot promise that much memory"),
    NODE_UNKNOWN(409, Category.CONFLICT, "The node has not told how much memory it has");

    private final int status;
    private final Category category;
    private final String title;

    MemoryProblem(int status, Category category, String title) {
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
