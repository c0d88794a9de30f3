package io.tidemark.console.gateway;

import io.tidemark.problems.Rejection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and back. Bodies flow at the pace of the slower side. Whoever goes first,
 * the other side learns it: a caller that leaves cancels the service's work, a service that breaks off breaks the
 * caller's answer off too, so that a part is never taken for the whole. Confined to the request's event loop.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Upstream upstream;
    private final Duration answerTimeout;

    private @Nullable HttpClientRequest outgoing;
    private @Nullable Pipe<Buffer> upload;
    private @Nullable Long timer;
    private boolean isAnswered;
    private boolean isLate;
    private boolean isOver;

    Exchange(Vertx vertx, RoutingContext context, Upstream upstream, Duration answerTimeout) {
        this.vertx = vertx;
        this.request = context.request();
        this.response = context.response();
        this.upstream = upstream;
        this.answerTimeout = answerTimeout;
        context.addEndHandler(end -> {
            if (end.failed()) {
                abandon();
            }
        });
    }

    /** Starts; the request must be paused, so that nothing of its body is lost until the service is there. */
    void begin(HttpClient client, RequestOptions options) {
        client.request(options).onComplete(connected -> {
            if (connected.failed()) {
                unreachable(connected.cause());
            } else if (isOver) {
                connected.result().reset();
            } else {
                send(connected.result());
            }
        });
    }

    private void send(HttpClientRequest opened) {
        outgoing = opened;
        opened.exceptionHandler(this::ended);
        EndToEndHeaders.forward(request, opened.headers());
        if (Tunnel.isAskedBy(request)) {
            request.resume();
            Tunnel.open(request, opened).onComplete(answer -> answered(answer, opened));
            return;
        }
        opened.response().onComplete(answer -> answered(answer, opened));
        if (announceBody(opened)) {
            upload(opened);
        } else {
            request.resume();
            opened.end().onComplete(sent -> awaitAnswer());
        }
    }

    /** Frames the body as the caller framed it; false when there is none. */
    private boolean announceBody(HttpClientRequest opened) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            opened.setChunked(true);
        } else if (length != null) {
            opened.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        } else {
            return false;
        }
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            response.writeContinue();
        }
        return true;
    }

    private void upload(HttpClientRequest opened) {
        Pipe<Buffer> pipe = request.pipe().endOnFailure(false);
        upload = pipe;
        pipe.to(opened).onComplete(sent -> {
            upload = null;
            if (sent.succeeded()) {
                awaitAnswer();
            } else {
                // Never ended: the service must not take the part that it has for the whole.
                cancel(opened);
            }
        });
    }

    private void awaitAnswer() {
        if (!isOver && !isAnswered) {
            timer = vertx.setTimer(answerTimeout.toMillis(), late -> {
                isLate = true;
                cancel(outgoing);
            });
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answer, HttpClientRequest opened) {
        stopTimer();
        if (isOver) {
            cancel(opened);
        } else if (answer.failed()) {
            unreachable(answer.cause());
        } else if (Tunnel.isOpened(answer.result())) {
            isOver = true;
            Tunnel.join(request, answer.result());
        } else {
            relay(answer.result());
        }
    }

    private void relay(HttpClientResponse answer) {
        isAnswered = true;
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        EndToEndHeaders.answer(answer.headers(), response.headers());
        if (mayHaveBody(answer) && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        answer.pipe().endOnFailure(false).to(response).onComplete(relayed -> {
            boolean hasCallerLeft = isOver;
            isOver = true;
            if (relayed.succeeded()) {
                stopUpload();
            } else if (!hasCallerLeft) {
                LOG.warnf("answer broken off service=%s cause=%s", upstream.name(), relayed.cause());
                cancel(answer.request());
                response.reset();
            }
        });
    }

    private boolean mayHaveBody(HttpClientResponse answer) {
        return !HttpMethod.HEAD.equals(request.method())
                && answer.statusCode() != NO_CONTENT
                && answer.statusCode() != NOT_MODIFIED;
    }

    /** A service may answer before it has read everything, for example to refuse an upload. */
    private void stopUpload() {
        if (upload != null) {
            upload.close();
            cancel(outgoing);
            Refusal.discardTheRest(vertx, request);
        }
    }

    private void unreachable(Throwable cause) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (upload != null) {
            upload.close();
        }
        UUID correlationId = isLate
                ? Refusal.tell(vertx, request, silent(), GATEWAY_TIMEOUT)
                : Refusal.tell(vertx, request, unreachable());
        LOG.warnf(
                "service unreachable service=%s origin=%s correlationId=%s cause=%s",
                upstream.name(), upstream.origin(), correlationId, cause);
    }

    private Rejection unreachable() {
        return new Rejection(
                GatewayProblem.SERVICE_UNREACHABLE,
                "the service " + upstream.name() + " cannot be reached; a write may be repeated under its"
                        + " Idempotency-Key");
    }

    private Rejection silent() {
        return new Rejection(
                GatewayProblem.SERVICE_UNREACHABLE,
                "the service " + upstream.name() + " has not answered within " + answerTimeout.toMillis()
                        + " ms; a write may be repeated under its Idempotency-Key");
    }

    /** The caller has left. */
    private void abandon() {
        if (isOver) {
            return;
        }
        isOver = true;
        stopTimer();
        cancel(outgoing);
    }

    private void cancel(@Nullable HttpClientRequest begun) {
        if (begun != null) {
            begun.reset();
        }
    }

    /** Told once, by the answer's future or the upload's; said again here it would only fill the log. */
    private void ended(Throwable cause) {
        LOG.debugf("request ended service=%s cause=%s", upstream.name(), cause);
    }

    private void stopTimer() {
        if (timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }
}
