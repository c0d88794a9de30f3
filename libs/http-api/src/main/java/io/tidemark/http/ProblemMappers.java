package io.tidemark.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.RejectedException;
import io.tidemark.problems.Rejection;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as RFC 9457 problem documents with our stable code. */
public class ProblemMappers {
    private final Caller caller;

    public ProblemMappers(Caller caller) {
        this.caller = caller;
    }

    @ServerExceptionMapper
    public Response refused(RejectedException refusal) {
        return document(refusal.rejection());
    }

    @ServerExceptionMapper
    public Response conflict(AppendConflict conflict) {
        return document(new Rejection(CommonProblem.CONTENTION, String.valueOf(conflict.getMessage())));
    }

    @ServerExceptionMapper
    public Response malformed(IllegalArgumentException mistake) {
        return document(new Rejection(CommonProblem.INVALID_REQUEST, String.valueOf(mistake.getMessage())));
    }

    /** JSON, but not of the shape that is asked for. Told by the fields' names, never by our classes'. */
    @ServerExceptionMapper(
            value = {MismatchedInputException.class, InvalidFormatException.class, UnrecognizedPropertyException.class},
            priority = 1)
    public Response misshapen(MismatchedInputException mistake) {
        String field = mistake.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        String detail;
        if (mistake instanceof UnrecognizedPropertyException) {
            detail = "there is no field '" + field + "' here";
        } else if (field.isEmpty()) {
            detail = "the body is not of the expected shape";
        } else {
            detail = "'" + field + "' is not of the expected kind";
        }
        return document(new Rejection(CommonProblem.INVALID_REQUEST, detail));
    }

    private Response document(Rejection rejection) {
        return HttpProblem.builder()
                .withType(java.net.URI.create("urn:tidemark:problem:"
                        + rejection.code().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .withTitle(rejection.code().title())
                .withStatus(rejection.code().status())
                .withDetail(rejection.detail())
                .with("code", rejection.code().name())
                .with("correlationId", caller.correlationId().toString())
                .build()
                .toResponse();
    }
}
