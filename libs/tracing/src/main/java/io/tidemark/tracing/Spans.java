package io.tidemark.tracing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells the collector at {@code tidemark.tracing.otlp-endpoint} of this service's work, at most once and never in anybody's
 * way: what the collector does not take is dropped. Without that setting nothing is made or loaded. Thread-safe.
 */
@ApplicationScoped
public class Spans {
    private final String part;
    private final @Nullable SpanQueue queue;

    /**
     * @param ownWork false where the service's own work is of no interest to whoever reads a trace, as audit's sealing of
     *     what others did
     */
    public Spans(
            @ConfigProperty(name = "tidemark.service") String service,
            @ConfigProperty(name = "tidemark.tracing.otlp-endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "tidemark.tracing.own-work", defaultValue = "true") boolean ownWork) {
        part = "tidemark-" + service;
        queue = endpoint.filter(_ -> ownWork)
                .map(url -> new SpanQueue(new Collector(url)))
                .orElse(null);
    }

    /** Whether anybody is told: when not, nothing needs to be measured. */
    public boolean wanted() {
        return queue != null;
    }

    /** The work ends now. Nothing is told of work in no trace that the standard could name. */
    public void done(Work work) {
        SpanQueue present = queue;
        Optional<String> trace = SpanIds.trace(work.cause());
        if (present != null && trace.isPresent() && work.spanId().isPresent()) {
            Instant now = Instant.now();
            present.add(new Span(
                    part,
                    work.name(),
                    work.kind(),
                    trace.get(),
                    work.spanId().get(),
                    work.parentId(),
                    // Begun by another machine's clock, perhaps.
                    work.start().isAfter(now) ? now : work.start(),
                    now,
                    work.attributes(),
                    work.error()));
        }
    }

    @PreDestroy
    void close() {
        SpanQueue present = queue;
        if (present != null) {
            present.close();
        }
    }
}
