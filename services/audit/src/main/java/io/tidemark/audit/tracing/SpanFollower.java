package io.tidemark.audit.tracing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.audit.record.SealedRecord;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Follower;
import io.tidemark.tracing.Collector;
import io.tidemark.tracing.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells the collector at {@code tidemark.tracing.otlp-endpoint} of every record, at least once and in the order of the log;
 * a collector that is away is waited for. Without that setting no exporter is made or loaded, and records pass untold.
 */
@ApplicationScoped
public class SpanFollower implements Follower {
    private final Optional<Collector> collector;
    private final CausalSpans spans = new CausalSpans();

    /** @param endpoint where OTLP over HTTP is taken, such as {@code http://127.0.0.1:4318/v1/traces} */
    public SpanFollower(@ConfigProperty(name = "tidemark.tracing.otlp-endpoint") Optional<String> endpoint) {
        collector = endpoint.map(Collector::new);
    }

    @Override
    public String name() {
        return "spans";
    }

    /** Nothing while there is nobody to tell. */
    @Override
    public Optional<Predicate<StoredEvent>> onlyFor() {
        return collector.isPresent() ? Optional.empty() : Optional.of(_ -> false);
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        return collector
                .map(present -> tell(present, batch))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(Collector present, List<StoredEvent> batch) {
        List<Span> told = batch.stream()
                .filter(event -> event.type().equals(SealedRecord.TYPE))
                .flatMap(event -> spans.of(event).stream())
                .toList();
        Context sessions = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> present.take(told))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(task -> sessions.runOnContext(_ -> task.run()));
    }

    @PreDestroy
    void close() {
        collector.ifPresent(Collector::close);
    }
}
