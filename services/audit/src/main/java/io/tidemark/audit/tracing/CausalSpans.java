package io.tidemark.audit.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.tracing.Span;
import io.tidemark.tracing.SpanIds;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sealed records as spans: one for each event and fact, from its cause to itself, and below a fact one for each call that
 * the node made. Span ids are made of event ids, so a record told twice is the same span. Thread-safe.
 */
final class CausalSpans {
    private static final String NODE = "/tidemark/node/";

    /** A cause longer ago than this many records is not remembered: its effect's span then begins where it ends. */
    private static final int REMEMBERED = 10_000;

    private final Map<UUID, Instant> times = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Empty when the record belongs to no trace that the standard could name. */
    synchronized List<Span> of(StoredEvent sealed) {
        AuditedEvent event = SealedRecord.parse(sealed.json()).audited();
        times.put(event.id(), event.time());
        Cause cause = new Cause(
                event.correlationId(),
                event.causationId(),
                event.actor(),
                event.operationId(),
                sealed.cause().traceParent());
        Optional<String> trace = SpanIds.trace(cause);
        Optional<String> id = SpanIds.of(event.id());
        if (trace.isEmpty() || id.isEmpty()) {
            return List.of();
        }
        Span step = step(event, trace.get(), id.get(), SpanIds.parent(cause));
        List<Span> spans = new ArrayList<>(List.of(step));
        if (event.source().startsWith(NODE)) {
            event.data()
                    .path("actions")
                    .forEach(action -> call(event, step, action, spans.size()).ifPresent(spans::add));
        }
        return spans;
    }

    private Span step(AuditedEvent event, String traceId, String spanId, Optional<String> parent) {
        Instant began = times.getOrDefault(event.causationId(), event.time());
        return new Span(
                part(event),
                event.type(),
                Span.Kind.INTERNAL,
                traceId,
                spanId,
                parent,
                began.isBefore(event.time()) ? began : event.time(),
                event.time(),
                attributes(event),
                refusal(event.data()));
    }

    /** Empty when a node, perhaps of a later version, tells its calls in another form. */
    private static Optional<Span> call(AuditedEvent fact, Span step, JsonNode action, int number) {
        try {
            Instant start = Instant.parse(action.path("startedAt").asText());
            String outcome = action.path("outcome").asText();
            return SpanIds.of(fact.id(), Integer.toString(number))
                    .map(id -> new Span(
                            step.part(),
                            action.path("call").asText(),
                            Span.Kind.CLIENT,
                            step.traceId(),
                            id,
                            Optional.of(step.spanId()),
                            start,
                            start.plus(Duration.ofNanos(
                                    Math.max(0, action.path("micros").asLong()) * 1_000)),
                            Map.of("tidemark.target", action.path("target").asText(), "tidemark.outcome", outcome),
                            outcome.equals("ok") ? Optional.empty() : Optional.of(outcome)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String part(AuditedEvent event) {
        return event.source().startsWith(NODE)
                ? "tidemark-node"
                : event.source().substring(1).replace('/', '-');
    }

    private static Map<String, String> attributes(AuditedEvent event) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "tidemark.event.id", event.id().toString(),
                "tidemark.correlation.id", event.correlationId().toString(),
                "tidemark.source", event.source(),
                "tidemark.subject", event.subject(),
                "tidemark.actor", event.actor()));
        event.operationId().ifPresent(operation -> attributes.put("tidemark.operation.id", operation.toString()));
        return attributes;
    }

    /** A refusal or failure says so with a code and a detail. */
    private static Optional<String> refusal(JsonNode data) {
        return data.has("code") && data.has("detail")
                ? Optional.of(
                        data.path("code").asText() + ": " + data.path("detail").asText())
                : Optional.empty();
    }
}
