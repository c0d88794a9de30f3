package io.tidemark.console.gateway;

import io.tidemark.problems.Rejection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;

/** The gateway's own answers: RFC 9457 problem documents of the same shape as the services'. */
final class Refusal {
    /**
     * How long a caller that is still sending may go on after its answer. Closing at once would reset the
     * connection and could destroy the answer before it is read (RFC 9112, section 9.6).
     */
    private static final long LINGER_MILLIS = 5_000;

    private Refusal() {}

    /** Answers with the status of the reason's code and gives the correlation id told. */
    static UUID tell(Vertx vertx, HttpServerRequest request, Rejection reason) {
        return tell(vertx, request, reason, reason.code().status());
    }

    static UUID tell(Vertx vertx, HttpServerRequest request, Rejection reason, int status) {
        UUID correlationId = UUID.randomUUID();
        String code = reason.code().name();
        JsonObject document = new JsonObject()
                .put(
                        "type",
                        "urn:tidemark:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", reason.code().title())
                .put("status", status)
                .put("detail", reason.detail())
                .put("code", code)
                .put("correlationId", correlationId.toString());
        HttpServerResponse response = request.response();
        EndToEndHeaders.confine(response.headers());
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Tidemark-Correlation", correlationId.toString());
        response.end(document.encode());
        discardTheRest(vertx, request);
        return correlationId;
    }

    /** Reads what the caller still sends and drops it; ends the connection of one that does not stop. */
    static void discardTheRest(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.resume();
        vertx.setTimer(LINGER_MILLIS, late -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}
