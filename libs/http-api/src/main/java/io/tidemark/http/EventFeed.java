package io.tidemark.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.postgres.Positions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A service's events as Server-Sent Events, from any position on. Pulled by the reader's demand: a slow reader is
 * waited for with one batch in memory, and nothing is dropped. What the reader may not see, or did not ask for, is
 * left out while the reader's cursor moves on. Ends with the token that it was opened with.
 */
@ApplicationScoped
public class EventFeed {
    static final String RESUME = "Last-Event-ID";
    private static final int BATCH = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A comment after so many looks without an event keeps proxies from closing a quiet feed. */
    private static final int QUIET_LOOKS = 40;

    private final EventStore store;
    private final Positions positions;
    private final Authorizer authorizer;
    private final Caller caller;
    private final Counter told;

    public EventFeed(
            EventStore store, Positions positions, Authorizer authorizer, Caller caller, MeterRegistry metrics) {
        this.store = store;
        this.positions = positions;
        this.authorizer = authorizer;
        this.caller = caller;
        this.told = Counter.builder("tidemark.feed.events")
                .description("Events handed to feeds' readers")
                .register(metrics);
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

    /** Where one reader stands. Touched by one subscription, one step at a time. */
    private final class Reader {
        private final Sse sse;
        private final String subject;
        private final String privilege;
        private final FeedFilter filter;
        private long position;
        private int quietLooks;

        Reader(Sse sse, String subject, String privilege, FeedFilter filter, long position) {
            this.sse = sse;
            this.subject = subject;
            this.privilege = privilege;
            this.filter = filter;
            this.position = position;
        }

        Multi<OutboundSseEvent> follow() {
            return Multi.createBy()
                    .repeating()
                    .uni(() -> store.readAfter(position, BATCH).call(this::rest))
                    .indefinitely()
                    .onItem()
                    .transformToMultiAndConcatenate(this::messages);
        }

        private Uni<Void> rest(List<StoredEvent> batch) {
            return batch.isEmpty()
                    ? Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN)
                    : Uni.createFrom().voidItem();
        }

        /** Decides on each event when the reader takes it: who lost access while it waited does not see it any more. */
        private Multi<OutboundSseEvent> messages(List<StoredEvent> batch) {
            if (batch.isEmpty()) {
                return ++quietLooks % QUIET_LOOKS == 0
                        ? Multi.createFrom().item(cursor())
                        : Multi.createFrom().empty();
            }
            long last = batch.getLast().position();
            position = last;
            return Multi.createFrom()
                    .iterable(batch)
                    .map(event -> message(event, last))
                    .select()
                    .where(Optional::isPresent)
                    .map(Optional::get);
        }

        private Optional<OutboundSseEvent> message(StoredEvent event, long last) {
            boolean shown = filter.wants(event)
                    && authorizer.visible(subject, privilege).sees(ObjectPath.of(event.objectPath()));
            if (shown) {
                told.increment();
                return Optional.of(tell(sse, event));
            }
            return event.position() == last ? Optional.of(cursor()) : Optional.empty();
        }

        /** Moves the reader's cursor and tells nothing else. */
        private OutboundSseEvent cursor() {
            return sse.newEventBuilder()
                    .id(Long.toString(position))
                    .comment("position")
                    .build();
        }
    }

    /**
     * Follows the log after the position in {@code Last-Event-ID}; without one from now on, with 0 from the start. The
     * first message carries the position only, so that a reader who sees nothing yet can resume from there.
     */
    public Multi<OutboundSseEvent> follow(Sse sse, String privilege, FeedFilter filter) {
        // The request is over for its scope when the first event comes.
        String subject = caller.subject();
        Instant end = caller.signedInUntil();
        Optional<Long> after = caller.header(RESUME).map(EventFeed::position);
        return after.map(position -> Uni.createFrom().item(position))
                .orElseGet(positions::head)
                .onItem()
                .transformToMulti(position -> {
                    Reader reader = new Reader(sse, subject, privilege, filter, position);
                    return Multi.createBy()
                            .concatenating()
                            .streams(Multi.createFrom().item(reader.cursor()), reader.follow());
                })
                .select()
                .first(left(end));
    }

    /** A token may end while it is being verified. */
    private static Duration left(Instant end) {
        Duration left = Duration.between(Instant.now(), end);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private static long position(String text) {
        long position = Reads.number(RESUME, text.strip());
        if (position < 0) {
            throw new IllegalArgumentException(RESUME + " is the id of an event of this feed, or 0");
        }
        return position;
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
