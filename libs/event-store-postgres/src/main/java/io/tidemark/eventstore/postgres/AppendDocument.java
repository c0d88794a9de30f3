package io.tidemark.eventstore.postgres;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamWrite;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An append as {@code append_events} takes it: its steps in the order of their locks. */
record AppendDocument(
        UUID correlation,
        UUID causation,
        String actor,
        Optional<UUID> operation,
        Optional<String> traceParent,
        List<Step> steps) {

    /** @param of what the step writes; its fields are those that the branch of that kind reads */
    record Step(String kind, Object of) {}

    record Events(String stream, long expected, String path, List<Event> events) {
        static Events of(StreamWrite write) {
            return new Events(
                    write.stream().toString(),
                    write.expectedRevision(),
                    write.objectPath(),
                    write.events().stream().map(Event::of).toList());
        }
    }

    record Event(UUID id, String type, @JsonRawValue String data) {
        static Event of(NewEvent event) {
            return new Event(event.id(), event.type(), event.json());
        }
    }

    static AppendDocument of(Append append) {
        Stream<Step> steps = Stream.concat(
                Stream.concat(
                        LockOrder.beforeStreams(append).stream().map(AppendDocument::step),
                        LockOrder.streams(append).stream().map(write -> new Step("events", Events.of(write)))),
                LockOrder.afterStreams(append).stream().map(AppendDocument::step));
        return new AppendDocument(
                append.cause().correlationId(),
                append.cause().causationId(),
                append.cause().actor(),
                append.cause().operationId(),
                append.cause().traceParent(),
                steps.toList());
    }

    private static Step step(Companion companion) {
        return new Step(
                switch (companion) {
                    case Companion.IdempotencyRecord _ -> "answer";
                    case Companion.InboxMark _ -> "mark";
                    case Companion.Claim _ -> "claim";
                    case Companion.Unclaim _ -> "unclaim";
                    case Companion.Replica _ -> "replica";
                    case Companion.Erasure _ -> "erasure";
                    case Companion.DryRun _ -> "try";
                },
                companion);
    }

    String json() {
        return Json.write(this);
    }
}
