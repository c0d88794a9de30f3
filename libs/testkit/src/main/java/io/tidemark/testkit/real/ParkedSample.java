package io.tidemark.testkit.real;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An event that the service under test has parked, which only an operator's word drives again. */
final class ParkedSample {
    private static final String PRODUCER = "/tidemark/test";
    private static final String TYPE = "tidemark.test.thing.happened.v1";

    private ParkedSample() {}

    /** Returns the aggregate; it is the first event of its key. */
    static String park() {
        String aggregate = UUID.randomUUID().toString();
        UUID id = UUID.randomUUID();
        Map<String, Object> event = Map.of(
                "id",
                id,
                "producer",
                PRODUCER,
                "type",
                TYPE,
                "aggregate",
                aggregate,
                "revision",
                1,
                "objectPath",
                "/",
                "time",
                Instant.now(),
                "cause",
                Cause.spontaneous(UUID.randomUUID(), "test"),
                "json",
                "{}");
        ServiceTables.park(PRODUCER, aggregate, TYPE, id, Json.write(event));
        return aggregate;
    }

    static void remove(String aggregate) {
        ServiceTables.unpark(PRODUCER, aggregate);
    }

    /** What to do about it, as an operator sends it. */
    static Map<String, Object> body(String aggregate, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("producer", PRODUCER, "aggregate", aggregate));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }
}
