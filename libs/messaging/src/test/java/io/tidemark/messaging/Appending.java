package io.tidemark.messaging;

import static io.tidemark.messaging.Awaiting.await;

import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events of this service's own, over a few streams. */
@ApplicationScoped
class Appending {
    private static final int STREAMS = 5;
    private static final int AT_ONCE = 100;

    private final EventStore store;

    Appending(EventStore store) {
        this.store = store;
    }

    /** Appends that many and returns their ids. */
    List<UUID> events(int count) {
        List<StreamId> streams = Stream.generate(
                        () -> new StreamId("thing", UUID.randomUUID().toString()))
                .limit(STREAMS)
                .toList();
        List<UUID> ids = new ArrayList<>();
        long revision = 0;
        while (ids.size() < count) {
            int each = Math.min(AT_ONCE, (count - ids.size() + STREAMS - 1) / STREAMS);
            for (StreamId stream : streams) {
                ids.addAll(append(stream, revision, each));
            }
            revision += each;
        }
        return ids;
    }

    List<UUID> append(StreamId stream, long after, int count) {
        List<NewEvent> events = IntStream.range(0, count)
                .mapToObj(i -> new NewEvent(UUID.randomUUID(), "tidemark.thing.thing.happened.v1", "{\"i\":" + i + "}"))
                .toList();
        return await(store.append(Append.of(
                        new StreamWrite(stream, after, "/things/" + stream.id(), events),
                        Cause.spontaneous(UUID.randomUUID(), "test"))))
                .stream()
                .map(StoredEvent::id)
                .toList();
    }
}
