package io.tidemark.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Visibility;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service's events as Server-Sent Events, from any position on. Pulled by the reader's demand: a slow reader is
 * waited for, and nothing is dropped. What the reader may not see is left out while the position moves on.
 */
@ApplicationScoped
public class EventFeed {
    private static final int BATCH = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A comment this often keeps proxies from closing a quiet feed. */
    private static final int QUIET_LOOKS = 40;

    private final EventStore store;
    private final Authorizer authorizer;
    private final Caller caller;

    public EventFeed(EventStore store, Authorizer authorizer, Caller caller) {
        this.store = store;
        this.authorizer = authorizer;
        this.caller = caller;
    }

    /** One event as it is told. */
    public record Told(
            UUID id,
            String type,
            String subject,
            long revision,
            Instant time,
            String actor,
            UUID correlationId,
            UUID causationId,
            Optional<UUID> operationId,
            @JsonRawValue String data) {}

    /** Follows the log after the position in {@code Last-Event-ID}; without one from now on, with 0 from the start. */
    public Multi<OutboundSseEvent> follow(Sse sse, String privilege) {
        String subject = caller.subject();
        Optional<Long> after = caller.header("Last-Event-ID").map(Long::parseLong);
        AtomicLong position = new AtomicLong(after.orElse(-1L));
        AtomicLong quiet = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> next(sse, position, quiet, subject, privilege))
                .indefinitely()
                .onItem()
                .disjoint();
    }

    private Uni<List<OutboundSseEvent>> next(
            Sse sse, AtomicLong position, AtomicLong quiet, String subject, String privilege) {
        Uni<Void> placed = position.get() >= 0 ? Uni.createFrom().voidItem() : toTheEnd(position, 0);
        return placed.chain(() -> store.readAfter(position.get(), BATCH)).chain(batch -> {
            if (batch.isEmpty()) {
                List<OutboundSseEvent> beat = quiet.incrementAndGet() % QUIET_LOOKS == 0
                        ? List.of(sse.newEventBuilder().comment("quiet").build())
                        : List.of();
                return Uni.createFrom().item(beat).onItem().delayIt().by(LOOK_AGAIN);
            }
            position.set(batch.getLast().position());
            Visibility visible = authorizer.visible(subject, privilege);
            return Uni.createFrom()
                    .item(batch.stream()
                            .filter(event -> visible.sees(ObjectPath.of(event.objectPath())))
                            .map(event -> tell(sse, event))
                            .toList());
        });
    }

    private Uni<Void> toTheEnd(AtomicLong position, long from) {
        return store.readAfter(from, 1000).chain(batch -> {
            position.set(batch.isEmpty() ? from : batch.getLast().position());
            return batch.isEmpty() ? Uni.createFrom().voidItem() : toTheEnd(position, position.get());
        });
    }

    private static OutboundSseEvent tell(Sse sse, StoredEvent event) {
        Told told = new Told(
                event.id(),
                event.type(),
                event.stream().id(),
                event.revision(),
                event.recordedAt(),
                event.cause().actor(),
                event.cause().correlationId(),
                event.cause().causationId(),
                event.cause().operationId(),
                event.json());
        return sse.newEventBuilder()
                .id(Long.toString(event.position()))
                .name(event.type())
                .data(Json.write(told))
                .build();
    }
}
