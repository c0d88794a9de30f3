package io.tidemark.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import java.util.List;

/** Writes down elsewhere too what the {@link RequestLog} records, in the same transaction: a bean where one is needed. */
public interface Witness {
    /**
     * What to append besides; planned anew when its stream moved meanwhile.
     *
     * @param before what the same transaction appends before it, maybe to the same stream
     */
    Uni<StreamWrite> of(StreamId stream, NewEvent event, Cause cause, List<StreamWrite> before);
}
