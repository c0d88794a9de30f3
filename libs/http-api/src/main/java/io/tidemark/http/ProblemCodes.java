package io.tidemark.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.tidemark.problems.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a code and the correlation id to problems that the framework found: no answer is without them. */
@ApplicationScoped
public class ProblemCodes implements ProblemPostProcessor {
    private static final int FIRST_OF_OUR_FAULTS = 500;

    private final Caller caller;

    public ProblemCodes(Caller caller) {
        this.caller = caller;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        return HttpProblem.builder(problem)
                .with("code", code(problem.getStatusCode()).name())
                .with("correlationId", caller.correlationId().toString())
                .build();
    }

    private static CommonProblem code(int status) {
        if (status >= FIRST_OF_OUR_FAULTS) {
            return CommonProblem.INTERNAL_ERROR;
        }
        return switch (status) {
            case 401 -> CommonProblem.UNAUTHENTICATED;
            case 403 -> CommonProblem.ACCESS_DENIED;
            case 404 -> CommonProblem.NOT_FOUND;
            default -> CommonProblem.INVALID_REQUEST;
        };
    }
}
