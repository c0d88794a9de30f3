package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.tracing.Span;
import io.tidemark.tracing.SpanIds;
import io.tidemark.tracing.Spans;
import io.tidemark.tracing.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Tells of an event's way: from its commit until the broker has it, and each attempt to handle it at a consumer. */
@ApplicationScoped
public class HopSpans {
    private final Spans spans;

    public HopSpans(Spans spans) {
        this.spans = spans;
    }

    /** The broker has acknowledged all of them. */
    void published(List<StoredEvent> events, String topic) {
        if (!spans.wanted()) {
            return;
        }
        for (StoredEvent event : events) {
            spans.done(Work.of(
                            "publish " + event.type(),
                            Span.Kind.PRODUCER,
                            event.cause(),
                            SpanIds.of(event.id(), "publish"),
                            SpanIds.of(event.id()),
                            event.recordedAt())
                    .with(Map.of(
                            "messaging.system",
                            "kafka",
                            "messaging.destination.name",
                            topic,
                            "tidemark.event.id",
                            event.id().toString(),
                            "tidemark.position",
                            Long.toString(event.position()))));
        }
    }

    /** One attempt; a repeat is none, because nothing is done. */
    <T> Uni<T> handling(IncomingEvent event, boolean reactedTo, Supplier<Uni<T>> attempt) {
        if (!spans.wanted() || !reactedTo) {
            return attempt.get();
        }
        Work work = Work.of(
                        "handle " + event.type(),
                        Span.Kind.CONSUMER,
                        event.cause(),
                        SpanIds.of(UUID.randomUUID()),
                        SpanIds.of(event.id()),
                        Instant.now())
                .with(Map.of(
                        "messaging.system", "kafka",
                        "tidemark.event.id", event.id().toString(),
                        "tidemark.producer", event.producer(),
                        "tidemark.revision", Long.toString(event.revision())));
        return attempt.get()
                .invoke(() -> spans.done(work))
                .onFailure(failure -> !(failure instanceof AppendConflict.Repeat))
                .invoke(failure -> spans.done(
                        work.failed(Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString))));
    }
}
