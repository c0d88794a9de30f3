package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.tracing.Span;
import io.tidemark.tracing.SpanIds;
import io.tidemark.tracing.Spans;
import io.tidemark.tracing.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells of appends that committed, from the call to its durable answer. */
@ApplicationScoped
public class AppendSpans {
    private final Spans spans;

    public AppendSpans(Spans spans) {
        this.spans = spans;
    }

    Uni<List<StoredEvent>> around(Append append, Supplier<Uni<List<StoredEvent>>> work) {
        if (!spans.wanted()) {
            return work.get();
        }
        return Uni.createFrom().deferred(() -> {
            Instant start = Instant.now();
            return work.get().invoke(events -> tell(append, events, start));
        });
    }

    private void tell(Append append, List<StoredEvent> events, Instant start) {
        if (events.isEmpty()) {
            return;
        }
        StoredEvent first = events.getFirst();
        spans.done(Work.of(
                        "append",
                        Span.Kind.INTERNAL,
                        append.cause(),
                        SpanIds.of(first.id(), "append"),
                        SpanIds.parent(append.cause()),
                        start)
                .with(Map.of(
                        "tidemark.events",
                                String.join(
                                        " ",
                                        events.stream().map(StoredEvent::type).toList()),
                        "tidemark.stream", first.stream().toString(),
                        "tidemark.revision", Long.toString(first.revision()))));
    }
}
