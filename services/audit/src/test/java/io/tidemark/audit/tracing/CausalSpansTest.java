package io.tidemark.audit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.tidemark.audit.record.AuditedEvent;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CausalSpansTest {
    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final String CALLERS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NO_PARENT = "0000000000000000";
    private static final UUID REQUEST = UUID.fromString("71de000a-0000-4000-8000-000000000001");
    private static final UUID DEFINED = UUID.fromString("71de000a-0000-4000-8000-000000000002");
    private static final UUID RUNNING = UUID.fromString("71de000a-0000-4000-8000-000000000003");

    private final CausalSpans spans = new CausalSpans();

    @Test
    void an_event_is_a_span_of_the_callers_trace_below_the_callers_own_span() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.of(CALLERS));

        SpanData span = only(spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}")));

        assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getSpanId()).isEqualTo("8000000000000002");
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getResource().getAttributes().asMap()).containsValue("tidemark-compute");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void without_a_callers_trace_the_first_event_is_the_root_of_one_with_the_digits_of_its_correlation() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.empty());

        SpanData span = only(spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}")));

        assertThat(span.getTraceId()).isEqualTo(REQUEST.toString().replace("-", ""));
        assertThat(span.getParentSpanId()).isEqualTo(NO_PARENT);
    }

    @Test
    void a_fact_spans_the_time_since_its_cause_and_the_nodes_calls_stand_below_it() {
        Cause cause = Cause.request(REQUEST, "alice", Optional.empty(), Optional.of(CALLERS));
        spans.of(sealed(DEFINED, "/tidemark/compute", EIGHT, cause, "{}"));
        String body = "{\"actions\":[{\"call\":\"virDomainCreateXML\",\"target\":\"web1\",\"startedAt\":"
                + "\"2026-11-22T08:00:01Z\",\"micros\":412000,\"outcome\":\"ok\"},"
                + "{\"call\":\"virDomainResume\",\"target\":\"web1\",\"startedAt\":\"2026-11-22T08:00:01.5Z\","
                + "\"micros\":1,\"outcome\":\"refused\"},{\"call\":\"in another form\",\"startedAt\":\"now\"}]}";

        List<SpanData> told =
                spans.of(sealed(RUNNING, "/tidemark/node/71de", EIGHT.plusSeconds(2), cause.causedBy(DEFINED), body));

        assertThat(told)
                .extracting(SpanData::getName)
                .containsExactly("tidemark.test.happened.v1", "virDomainCreateXML", "virDomainResume");
        SpanData fact = told.getFirst();
        assertThat(fact.getParentSpanId()).isEqualTo("8000000000000002");
        assertThat(fact.getEndEpochNanos() - fact.getStartEpochNanos()).isEqualTo(2_000_000_000L);
        SpanData call = told.get(1);
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getTraceId()).isEqualTo(fact.getTraceId());
        assertThat(call.getParentSpanId()).isEqualTo(fact.getSpanId());
        assertThat(call.getEndEpochNanos() - call.getStartEpochNanos()).isEqualTo(412_000_000L);
        assertThat(told.get(2).getStatus().getDescription()).isEqualTo("refused");
        assertThat(told).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
    }

    @Test
    void a_refusal_is_an_error_with_its_code_and_reason() {
        Cause cause = Cause.spontaneous(REQUEST, "test");

        SpanData span = only(spans.of(sealed(
                DEFINED, "/tidemark/network", EIGHT, cause, "{\"code\":\"NETWORK_FULL\",\"detail\":\"no address\"}")));

        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getStatus().getDescription()).isEqualTo("NETWORK_FULL: no address");
    }

    @Test
    void a_record_told_again_is_the_same_span() {
        StoredEvent record = sealed(DEFINED, "/tidemark/compute", EIGHT, Cause.spontaneous(REQUEST, "test"), "{}");

        assertThat(spans.of(record)).isEqualTo(spans.of(record));
    }

    private static SpanData only(List<SpanData> told) {
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
