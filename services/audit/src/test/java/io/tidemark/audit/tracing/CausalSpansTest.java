package io.tidemark.audit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.tracing.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CausalSpansTest {
    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final String CALLERS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final UUID REQUEST = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final UUID DEFINED = UUID.fromString("71de000a-0000-4000-8000-000000000002");
    private static final UUID RUNNING = UUID.fromString("71de000a-0000-4000-8000-000000000003");

    private final CausalSpans spans = new CausalSpans();

    @Test
    void an_event_is_a_span_of_the_callers_trace_below_that_of_the_request() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.of(CALLERS));

        Span span = only(spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}")));

        assertThat(span.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.spanId()).isEqualTo("8000000000000002");
        assertThat(span.parentId()).contains("8000000000000001");
        assertThat(span.part()).isEqualTo("tidemark-compute");
        assertThat(span.error()).isEmpty();
    }

    @Test
    void without_a_callers_trace_it_has_the_digits_of_its_correlation_and_the_request_is_its_root() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.empty());

        Span span = only(spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}")));

        assertThat(span.traceId()).isEqualTo(REQUEST.toString().replace("-", ""));
        assertThat(span.parentId()).contains("8000000000000001");
        assertThat(cause.traceParent().orElseThrow()).contains("-8000000000000001-");
    }

    @Test
    void a_decision_that_nobody_asked_for_is_the_root_of_its_trace() {
        Span span =
                only(spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, Cause.spontaneous(REQUEST, "test"), "{}")));

        assertThat(span.parentId()).isEmpty();
    }

    @Test
    void a_fact_spans_the_time_since_its_cause_and_the_nodes_calls_stand_below_it() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.of(CALLERS));
        spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}"));
        String body = "{\"actions\":[{\"call\":\"virDomainCreateXML\",\"target\":\"web1\",\"startedAt\":"
                + "\"2026-11-22T08:00:01Z\",\"micros\":412000,\"outcome\":\"ok\"},"
                + "{\"call\":\"virDomainResume\",\"target\":\"web1\",\"startedAt\":\"2026-11-22T08:00:01.5Z\","
                + "\"micros\":1,\"outcome\":\"refused\"},{\"call\":\"in another form\",\"startedAt\":\"now\"}]}";

        List<Span> told =
                spans.of(sealed(RUNNING, "/tidemark/node/71de", EIGHT.plusSeconds(2), cause.causedBy(DEFINED), body));

        assertThat(told)
                .extracting(Span::name)
                .containsExactly("tidemark.test.happened.v1", "virDomainCreateXML", "virDomainResume");
        Span fact = told.getFirst();
        assertThat(fact.parentId()).contains("8000000000000002");
        assertThat(Duration.between(fact.start(), fact.end())).isEqualTo(Duration.ofSeconds(2));
        Span call = told.get(1);
        assertThat(call.kind()).isEqualTo(Span.Kind.CLIENT);
        assertThat(call.traceId()).isEqualTo(fact.traceId());
        assertThat(call.parentId()).contains(fact.spanId());
        assertThat(Duration.between(call.start(), call.end())).isEqualTo(Duration.ofMillis(412));
        assertThat(told.get(2).error()).contains("refused");
        assertThat(told).extracting(Span::spanId).doesNotHaveDuplicates();
    }

    @Test
    void a_refusal_is_an_error_with_its_code_and_reason() {
        Cause cause = Cause.spontaneous(REQUEST, "test");

        Span span = only(spans.of(sealed(
                DEFINED, "/tidemark/network", EIGHT, cause, "{\"code\":\"NETWORK_FULL\",\"detail\":\"no address\"}")));

        assertThat(span.error()).contains("NETWORK_FULL: no address");
    }

    @Test
    void a_record_told_again_is_the_same_span() {
        StoredEvent record = sealed(DEFINED, "/tidemark/compute", EIGHT, Cause.spontaneous(REQUEST, "test"), "{}");

        assertThat(spans.of(record)).isEqualTo(spans.of(record));
    }

    private static Span only(List<Span> told) {
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private static StoredEvent sealed(UUID id, String source, Instant time, Cause cause, String json) {
        AuditedEvent event = AuditedEvent.of(id, "tidemark.test.happened.v1", source, "subject", time, cause, 1, json);
        return new StoredEvent(
                UUID.randomUUID(),
                new StreamId("log", "audit"),
                1,
                1,
                SealedRecord.TYPE,
                Json.write(SealedRecord.seal(0, event)),
                "/audit",
                cause.causedBy(id),
                time);
    }
}
