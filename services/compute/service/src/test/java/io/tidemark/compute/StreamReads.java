package io.tidemark.compute;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The real store, counting how often each stream is read. */
@Decorator
@Priority(1)
abstract class StreamReads implements EventStore {
    private static final Map<StreamId, Integer> COUNTS = new ConcurrentHashMap<>();

    @Inject
    @Any
    @Delegate
    EventStore store;

    static int of(StreamId stream) {
        return COUNTS.getOrDefault(stream, 0);
    }

    /** A read of all is one from the first revision on: the store comes by here for it as well. */
    @Override
    public Uni<List<StoredEvent>> readFrom(StreamId stream, long revision) {
        return store.readFrom(stream, revision).onSubscription().invoke(() -> COUNTS.merge(stream, 1, Integer::sum));
    }
}
