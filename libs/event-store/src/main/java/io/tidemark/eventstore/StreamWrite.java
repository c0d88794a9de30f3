package io.tidemark.eventstore;

import java.util.List;

/**
 * Events for one stream.
 *
 * @param expectedRevision the stream's last revision as the writer knows it; 0 for a new stream
 * @param objectPath the aggregate's place in the inventory tree after these events
 */
public record StreamWrite(StreamId stream, long expectedRevision, String objectPath, List<NewEvent> events) {
    public StreamWrite {
        events = List.copyOf(events);
        if (expectedRevision < 0) {
            throw new IllegalArgumentException("expected revision " + expectedRevision + " of " + stream);
        }
    }
}
