package io.tidemark.http;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.TraceParent;
import io.tidemark.tracing.Span;
import io.tidemark.tracing.SpanIds;
import io.tidemark.tracing.Spans;
import io.tidemark.tracing.Work;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Tells of each request, from its arrival until its answer has gone. Its span has the digits of its correlation id, under
 * which everything that it leads to finds it.
 */
public class RequestSpans {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final int OUR_FAULT = 500;

    private final Spans spans;
    private final Caller caller;

    public RequestSpans(Spans spans, Caller caller) {
        this.spans = spans;
        this.caller = caller;
    }

    @ServerRequestFilter
    public void begin(RoutingContext request) {
        if (spans.wanted()) {
            Work work = work(request);
            request.addEndHandler(_ -> spans.done(ended(work, request.response().getStatusCode())));
        }
    }

    private Work work(RoutingContext request) {
        Cause cause = Cause.request(caller.correlationId(), "", Optional.empty(), caller.header(Caller.TRACE_PARENT));
        Optional<String> callers =
                caller.header(Caller.TRACE_PARENT).flatMap(TraceParent::parse).map(TraceParent::parentId);
        String method = request.request().method().name();
        return Work.of(
                        method + " " + ID.matcher(request.normalizedPath()).replaceAll("{id}"),
                        Span.Kind.SERVER,
                        cause,
                        SpanIds.of(caller.correlationId()),
                        callers,
                        Instant.now())
                .with(Map.of(
                        "http.request.method", method,
                        "url.path", request.normalizedPath(),
                        "tidemark.correlation.id", caller.correlationId().toString()));
    }

    private static Work ended(Work work, int status) {
        Map<String, String> facts = new HashMap<>(work.attributes());
        facts.put("http.response.status_code", Integer.toString(status));
        Work answered = work.with(facts);
        return status < OUR_FAULT ? answered : answered.failed("status " + status);
    }
}
