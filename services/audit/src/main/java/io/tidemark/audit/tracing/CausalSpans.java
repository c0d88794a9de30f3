package io.tidemark.audit.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
    synchronized List<SpanData> of(StoredEvent sealed) {
        AuditedEvent event = SealedRecord.parse(sealed.json()).audited();
        times.put(event.id(), event.time());
        Optional<TraceParent> own = TraceParent.startingAt(event.correlationId());
        Optional<TraceParent> trace =
                sealed.cause().traceParent().flatMap(TraceParent::parse).or(() -> own);
        if (trace.isEmpty() || spanId(event.id()).isEmpty()) {
            return List.of();
        }
        Optional<String> parent = event.causationId().equals(event.correlationId())
                ? trace.filter(_ -> !trace.equals(own)).map(TraceParent::parentId)
                : spanId(event.causationId());
        CausalSpan step = step(event, trace.get().traceId(), parent);
        List<SpanData> spans = new ArrayList<>(List.of(step));
        if (event.source().startsWith(NODE)) {
            event.data()
                    .path("actions")
                    .forEach(action -> call(event, step, action, spans.size()).ifPresent(spans::add));
        }
        return spans;
    }

    private CausalSpan step(AuditedEvent event, String traceId, Optional<String> parent) {
        Instant began = times.getOrDefault(event.causationId(), event.time());
        return new CausalSpan(
                part(event),
                event.type(),
                SpanKind.INTERNAL,
                traceId,
                spanId(event.id()).orElseThrow(),
                parent,
                began.isBefore(event.time()) ? began : event.time(),
                event.time(),
                attributes(event),
                status(event.data()));
    }

    /** Empty when a node, perhaps of a later version, tells its calls in another form. */
    private static Optional<CausalSpan> call(AuditedEvent fact, CausalSpan step, JsonNode action, int number) {
        try {
            Instant start = Instant.parse(action.path("startedAt").asText());
            String outcome = action.path("outcome").asText();
            UUID id = UUID.nameUUIDFromBytes((fact.id() + "/" + number).getBytes(StandardCharsets.UTF_8));
            return Optional.of(new CausalSpan(
                    step.part(),
                    action.path("call").asText(),
                    SpanKind.CLIENT,
                    step.traceId(),
                    spanId(id).orElseThrow(),
                    Optional.of(step.spanId()),
                    start,
                    start.plus(Duration.ofNanos(action.path("micros").asLong() * 1_000)),
                    Attributes.builder()
                            .put("tidemark.target", action.path("target").asText())
                            .put("tidemark.outcome", outcome)
                            .build(),
                    outcome.equals("ok") ? StatusData.unset() : StatusData.create(StatusCode.ERROR, outcome)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> spanId(UUID id) {
        return TraceParent.startingAt(id).map(TraceParent::parentId);
    }

    private static String part(AuditedEvent event) {
        return event.source().startsWith(NODE)
                ? "tidemark-node"
                : event.source().substring(1).replace('/', '-');
    }

    private static Attributes attributes(AuditedEvent event) {
        AttributesBuilder attributes = Attributes.builder()
                .put("tidemark.event.id", event.id().toString())
                .put("tidemark.correlation.id", event.correlationId().toString())
                .put("tidemark.source", event.source())
                .put("tidemark.subject", event.subject())
                .put("tidemark.actor", event.actor());
        event.operationId().ifPresent(operation -> attributes.put("tidemark.operation.id", operation.toString()));
        return attributes.build();
    }

    /** A refusal or failure says so with a code and a detail. */
    private static StatusData status(JsonNode data) {
        return data.has("code") && data.has("detail")
                ? StatusData.create(
                        StatusCode.ERROR,
                        data.path("code").asText() + ": " + data.path("detail").asText())
                : StatusData.unset();
    }
}
