package io.tidemark.identity;

import io.tidemark.problems.ProblemCode;

/** The refusals of the identity service. */
public enum IdentityProblem implements ProblemCode {
    TENANT_EXISTS(409, Category.CONFLICT, "The tenant exists under another name"),
    TENANT_NAME_TAKEN(409, Category.CONFLICT, "Another tenant has this name"),
    ROLE_UNKNOWN(422, Category.CALLERS_MISTAKE, "There is no such role"),
    ROLE_NAME_TAKEN(409, Category.CONFLICT, "Another role has this name"),
    ROLE_NAME_FIXED(409, Category.CONFLICT, "A role keeps its name"),
    GRANT_UNKNOWN(404, Category.CALLERS_MISTAKE, "There is no such grant"),
    GRANT_EXISTS(409, Category.CONFLICT, "The grant exists and says something else"),
    GRANT_REVOKED(409, Category.CONFLICT, "The grant was revoked; a new one needs a new id"),
    BEYOND_OWN_ACCESS(403, Category.NOT_ALLOWED, "Nobody hands on, or takes back, more than they hold there");

    private final int status;
    private final Category category;
    private final String title;

    IdentityProblem(int status, Category category, String title) {
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
