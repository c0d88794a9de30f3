package io.tidemark.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.eventstore.StreamId;
import java.util.Optional;
import java.util.UUID;

/** What an operator decided about a service's publishing or its parked events. Published: never changed, only added to. */
public sealed interface OperatorEvent {
    /**
     * Events are to be published once more: positions, or one stream.
     *
     * @param fromPosition the first position, from 1
     * @param toPosition the last position
     * @param stream {@code category/id} of a stream, all of which is meant
     */
    record RepublishRequested(Optional<Long> fromPosition, Optional<Long> toPosition, Optional<String> stream)
            implements OperatorEvent {
        /** @throws IllegalArgumentException unless it is either a stream or a range that is not empty */
        public RepublishRequested complete() {
            boolean range = fromPosition.isPresent() && toPosition.isPresent();
            if (range == stream.isPresent() || fromPosition.isPresent() != toPosition.isPresent()) {
                throw new IllegalArgumentException("either fromPosition and toPosition, or a stream");
            }
            if (range && (fromPosition.get() < 1 || toPosition.get() < fromPosition.get())) {
                throw new IllegalArgumentException("positions begin with 1, and toPosition is not below fromPosition");
            }
            stream.ifPresent(StreamId::parse);
            return this;
        }
    }

    /** A key was driven again. */
    record ParkedRetried(String producer, String aggregate) implements OperatorEvent {}

    /**
     * A revision counts as handled though it had no effect.
     *
     * @param eventId the event passed over; absent when it never came
     */
    record ParkedSkipped(String producer, String aggregate, long revision, Optional<UUID> eventId, String reason)
            implements OperatorEvent {}

    /**
     * A revision was handled with another payload than it came with.
     *
     * @param data the payload that was handled instead
     */
    record ParkedReplaced(String producer, String aggregate, long revision, UUID eventId, String reason, JsonNode data)
            implements OperatorEvent {}

    /** The wire name of {@link RepublishRequested} in that service's log. */
    static String republishRequested(String service) {
        return "tidemark." + service + ".relay.republish-requested.v1";
    }

    /** The wire names in that service's log. */
    static EventTypes<OperatorEvent> types(String service) {
        String prefix = "tidemark." + service + ".";
        return EventTypes.<OperatorEvent>none()
                .and(republishRequested(service), RepublishRequested.class)
                .and(prefix + "parked.retried.v1", ParkedRetried.class)
                .and(prefix + "parked.skipped.v1", ParkedSkipped.class)
                .and(prefix + "parked.replaced.v1", ParkedReplaced.class);
    }
}
