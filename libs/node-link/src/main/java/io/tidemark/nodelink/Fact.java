package io.tidemark.nodelink;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Something that happened on a node, as it is published.
 *
 * @param number dense from 1 within the node: a consumer drops a number that it has seen, and waits for one it misses
 * @param key {@code <service>/<kind>/<object id>} of what it is about
 * @param type the wire name
 * @param json the body
 */
public record Fact(long number, UUID id, String key, String type, Instant time, Cause cause, String json) {

    /** The form on disk, in which the body stands as it is. */
    private record OnDisk(
            long number,
            UUID id,
            String key,
            String type,
            Instant time,
            Cause cause,
            @JsonRawValue String body) {}

    private record FromDisk(long number, UUID id, String key, String type, Instant time, Cause cause, JsonNode body) {}

    byte[] toBytes() {
        return Json.write(new OnDisk(number, id, key, type, time, cause, json)).getBytes(StandardCharsets.UTF_8);
    }

    static Fact of(byte[] bytes) {
        FromDisk read = Json.read(new String(bytes, StandardCharsets.UTF_8), FromDisk.class);
        return new Fact(read.number, read.id, read.key, read.type, read.time, read.cause, Json.write(read.body));
    }

    ProducerRecord<String, byte[]> record(NodeTopics topics, String generation) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.facts(), 0, key, json.getBytes(StandardCharsets.UTF_8));
        WireHeaders.putAttributes(
                record.headers(), id, "/tidemark/node/" + topics.nodeId(), type, topics.nodeId(), time);
        WireHeaders.put(record.headers(), WireHeaders.NUMBER, Long.toString(number));
        WireHeaders.put(record.headers(), "ce_position", Long.toString(number));
        WireHeaders.put(record.headers(), "ce_storegeneration", generation);
        WireHeaders.putCause(record.headers(), cause);
        return record;
    }
}
