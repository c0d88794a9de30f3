package io.tidemark.audit.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells the collector at {@code tidemark.tracing.otlp-endpoint} of every record, at least once and in the order of the log;
 * a collector that is away is waited for. Without that setting no exporter is made or loaded, and records pass untold.
 */
@ApplicationScoped
public class SpanFollower implements Follower {
    /** Short, because the follower holds its checkpoint's row lock meanwhile; its retry is the longer breath. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Optional<SpanExporter> exporter;
    private final CausalSpans spans = new CausalSpans();

    /** @param endpoint where OTLP over HTTP is taken, such as {@code http://127.0.0.1:4318/v1/traces} */
    public SpanFollower(@ConfigProperty(name = "tidemark.tracing.otlp-endpoint") Optional<String> endpoint) {
        exporter = endpoint.map(SpanFollower::exporter);
    }

    private static SpanExporter exporter(String endpoint) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .build();
    }

    @Override
    public String name() {
        return "spans";
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        return exporter.map(collector -> tell(collector, batch))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(SpanExporter collector, List<StoredEvent> batch) {
        List<SpanData> told = batch.stream()
                .filter(event -> event.type().equals(SealedRecord.TYPE))
                .flatMap(event -> spans.of(event).stream())
                .toList();
        Context sessions = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> taken(collector.export(told), told.size()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(task -> sessions.runOnContext(_ -> task.run()));
    }

    private static CompletableFuture<Void> taken(CompletableResultCode result, int count) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        result.whenComplete(() -> {
            if (result.isSuccess()) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(
                        new IllegalStateException("the trace collector did not take " + count + " spans"));
            }
        });
        return taken;
    }

    @PreDestroy
    void close() {
        exporter.ifPresent(SpanExporter::close);
    }
}
