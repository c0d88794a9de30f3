package io.tidemark.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A collector that takes OTLP over HTTP. Thread-safe; blocks nobody for longer than its time-out. */
public final class Collector implements AutoCloseable {
    /** Short, because a follower holds its checkpoint's row lock meanwhile; the retry of whoever tells is the longer breath. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SpanExporter exporter;

    /** @param endpoint such as {@code http://127.0.0.1:4318/v1/traces} */
    public Collector(String endpoint) {
        exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .build();
    }

    /** Completes when the collector has taken all of them, and fails when it has not. */
    public CompletableFuture<Void> take(List<Span> spans) {
        List<SpanData> told = spans.stream().<SpanData>map(OtlpSpan::new).toList();
        CompletableResultCode result = exporter.export(told);
        CompletableFuture<Void> taken = new CompletableFuture<>();
        result.whenComplete(() -> {
            if (result.isSuccess()) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(
                        new IllegalStateException("the trace collector did not take " + told.size() + " spans"));
            }
        });
        return taken;
    }

    @Override
    public void close() {
        exporter.close();
    }
}
