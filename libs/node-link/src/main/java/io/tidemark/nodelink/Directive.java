package io.tidemark.nodelink;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One object's whole desired state, as a service wrote it.
 *
 * @param id of the service's event that called for it
 * @param type the wire name
 * @param cause of the directive itself; what the node does in answer has {@link #effectCause}
 * @param json the desired state
 */
public record Directive(DirectiveKey key, UUID id, String type, Cause cause, String json) {
    /** @throws IllegalArgumentException when it is no directive of ours */
    static Directive of(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a directive without a key");
        }
        return new Directive(
                DirectiveKey.parse(record.key()),
                UUID.fromString(WireHeaders.require(record.headers(), WireHeaders.ID)),
                WireHeaders.require(record.headers(), WireHeaders.TYPE),
                WireHeaders.cause(record.headers()),
                new String(record.value(), StandardCharsets.UTF_8));
    }

    /** What a fact that answers this states as its cause. */
    public Cause effectCause() {
        return cause.causedBy(id);
    }

    /**
     * The desired state as a record of the reader's own; unknown fields are ignored.
     *
     * @throws java.io.UncheckedIOException when it has another shape
     */
    public <T> T as(Class<T> shape) {
        return Json.read(json, shape);
    }
}
