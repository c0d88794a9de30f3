package io.tidemark.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as the store keeps it.
 *
 * @param revision its place in its stream, dense from 1
 * @param position its place among all committed events of the service, dense from 1; 0 while not numbered yet
 * @param objectPath where the aggregate stands in the inventory tree, for access decisions on the event
 * @param recordedAt when it was numbered (never falls along positions), or was written while not numbered yet
 */
public record StoredEvent(
        UUID id,
        StreamId stream,
        long revision,
        long position,
        String type,
        String json,
        String objectPath,
        Cause cause,
        Instant recordedAt) {}
