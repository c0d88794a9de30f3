package io.tidemark.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.eventstore.Cause;
import io.tidemark.testkit.real.TraceReceiver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans reach a collector that is there, and are in nobody's way when it is not. */
class SpansTest {
    private final TraceReceiver receiver = new TraceReceiver();
    private final UUID request = UUID.randomUUID();
    private final Cause cause = Cause.request(request, "alice", Optional.empty(), Optional.empty());
    private String endpoint = "";

    @BeforeEach
    void collector() {
        endpoint = receiver.start().getOrDefault("tidemark.tracing.otlp-endpoint", "");
    }

    @AfterEach
    void gone() {
        receiver.stop();
    }

    private Work work(String name) {
        return Work.of(name, Span.Kind.SERVER, cause, SpanIds.of(request, name), SpanIds.parent(cause), Instant.now());
    }

    @Test
    void work_is_told_with_its_part_times_facts_and_failure() {
        Spans spans = new Spans("shop", Optional.of(endpoint), true);
        Instant begun = Instant.now();
        spans.done(work("sell").with(Map.of("thing", "pen")).failed("sold out"));
        spans.close();

        assertThat(TraceReceiver.trace(request.toString().replace("-", "")))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.part()).isEqualTo("tidemark-shop");
                    assertThat(told.kind()).isEqualTo("SERVER");
                    assertThat(told.parentId()).isEqualTo(SpanIds.of(request).orElseThrow());
                    assertThat(told.attributes()).containsEntry("thing", "pen");
                    assertThat(told.error()).isEqualTo("sold out");
                    assertThat(told.endNanos()).isGreaterThanOrEqualTo(told.startNanos());
                    assertThat(told.startNanos())
                            .isGreaterThan(begun.minusSeconds(60).getEpochSecond() * 1_000_000_000);
                });
    }

    @Test
    void work_that_another_clock_saw_begin_later_takes_no_time() {
        Spans spans = new Spans("shop", Optional.of(endpoint), true);
        spans.done(Work.of(
                "sell",
                Span.Kind.INTERNAL,
                cause,
                SpanIds.of(request, "late"),
                Optional.empty(),
                Instant.now().plusSeconds(60)));
        spans.close();

        assertThat(TraceReceiver.trace(request.toString().replace("-", "")))
                .singleElement()
                .satisfies(told -> assertThat(told.endNanos()).isEqualTo(told.startNanos()));
    }

    @Test
    void without_a_collector_or_where_nobody_cares_nothing_is_made() {
        assertThat(new Spans("shop", Optional.empty(), true).wanted()).isFalse();
        assertThat(new Spans("audit", Optional.of(endpoint), false).wanted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("spans"));
    }

    @Test
    void a_collector_that_answers_nobody_holds_up_nobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Spans spans =
                    new Spans("shop", Optional.of("http://127.0.0.1:" + silent.getLocalPort() + "/v1/traces"), true);
            Instant begun = Instant.now();
            for (int i = 0; i < 20_000; i++) {
                spans.done(work("sell " + i));
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
            spans.close();
        }
    }

    @Test
    void a_collector_that_comes_back_is_told_again() {
        String address = endpoint;
        Spans spans = new Spans("shop", Optional.of(address), true);
        receiver.stop();
        spans.done(work("lost"));
        receiver.startAt(Integer.parseInt(address.replaceAll(".*:(\\d+)/.*", "$1")));

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            spans.done(work("found"));
            assertThat(TraceReceiver.trace(request.toString().replace("-", "")))
                    .anyMatch(told -> told.name().equals("found"));
        });
        spans.close();
    }

    @Test
    void a_span_does_not_end_before_it_begins() {
        Instant now = Instant.now();
        assertThatThrownBy(() -> new Span(
                        "shop",
                        "sell",
                        Span.Kind.SERVER,
                        "1",
                        "2",
                        Optional.empty(),
                        now,
                        now.minusMillis(1),
                        Map.of(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
