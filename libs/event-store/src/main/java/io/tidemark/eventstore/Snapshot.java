package io.tidemark.eventstore;

import java.util.UUID;

/**
 * The fold of a stream up to a revision. Only a cache: it is believed when its form is the one that is asked for and
 * its last event stands in the stream at its revision, and is ignored otherwise.
 *
 * @param lastEvent the event at {@code revision}; tells a stream that was restored to the past and went another way
 * @param form which classes and fold made the state
 * @param json the state
 */
public record Snapshot(StreamId stream, long revision, UUID lastEvent, String form, String json) {}
