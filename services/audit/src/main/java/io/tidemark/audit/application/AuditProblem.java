package io.tidemark.audit.application;

import io.tidemark.problems.ProblemCode;

/** The refusals of the audit service beside those that all services share. */
public enum AuditProblem implements ProblemCode {
    TRACE_TOO_LARGE(422, Category.CALLERS_MISTAKE, "The trace has more records than are arranged at once");

    private final int status;
    private final Category category;
    private final String title;

    AuditProblem(int status, Category category, String title) {
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
