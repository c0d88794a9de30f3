package io.tidemark.messaging;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event or a node's fact as it came from Kafka.
 *
 * @param producer who published it: {@code /tidemark/<service>} or {@code /tidemark/node/<id>}
 * @param aggregate the aggregate's id; for a fact the node's
 * @param revision dense from 1 within (producer, aggregate)
 * @param generation of the producer's history; empty where the producer tells none
 * @param objectPath the aggregate's place in the inventory tree; empty for facts
 * @param json the payload
 */
public record IncomingEvent(
        UUID id,
        String producer,
        String type,
        String aggregate,
        long revision,
        Optional<String> generation,
        String objectPath,
        Instant time,
        Cause cause,
        String json) {

    /** The payload as a record of this service's own; fields it does not know are ignored. */
    public <T> T as(Class<T> shape) {
        return Json.read(json, shape);
    }

    /** Commits with the effect: this event is handled. */
    Companion mark() {
        return new Companion.InboxMark(producer, aggregate, revision, Optional.of(id), generation);
    }

    /** The same event with another payload, as an operator corrected it. */
    IncomingEvent with(String corrected) {
        return new IncomingEvent(
                id, producer, type, aggregate, revision, generation, objectPath, time, cause, corrected);
    }

    /** What an effect of this event states as its cause. */
    public Cause effectCause() {
        return cause.causedBy(id);
    }
}
