package io.tidemark.console.gateway;

import io.tidemark.problems.ProblemCode;

/** What the gateway itself refuses; everything else is said by the services. */
public enum GatewayProblem implements ProblemCode {
    NO_SUCH_SERVICE(404, Category.CALLERS_MISTAKE, "No service answers at this path"),
    /** Also told with status 504, when the service accepted the request and then said nothing. */
    SERVICE_UNREACHABLE(502, Category.OUR_FAULT, "The service does not answer");

    private final int status;
    private final Category category;
    private final String title;

    GatewayProblem(int status, Category category, String title) {
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
