package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;

/** Writes down elsewhere too what the {@link RequestLog} records, in the same transaction: a bean where one is needed. */
public interface Witness {
    /** What to append besides; planned anew when its stream moved meanwhile. */
    Uni<StreamWrite> of(StreamId stream, NewEvent event, Cause cause);
}
