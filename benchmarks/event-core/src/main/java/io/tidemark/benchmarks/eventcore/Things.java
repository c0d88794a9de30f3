package io.tidemark.benchmarks.eventcore;

import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import java.util.List;
import java.util.UUID;

/** The events that are measured with: one for each append, as a small command leaves it, with its idempotency record. */
final class Things {
    static final String TYPE = "tidemark.bench.thing.changed.v1";
    static final String PRINCIPAL = "bench";
    static final int CREATED = 201;

    private Things() {}

    /** The first event of a new stream. */
    static Append fresh() {
        UUID id = UUID.randomUUID();
        return change(id.toString(), 0, id).with(record(id));
    }

    /** The next event of a stream, without a record. */
    static Append change(String thing, long revision, UUID event) {
        return Append.of(
                new StreamWrite(
                        new StreamId("thing", thing),
                        revision,
                        "/things/" + thing,
                        List.of(new NewEvent(event, TYPE, json(revision + 1)))),
                Cause.spontaneous(event, "bench"));
    }

    /** With spaces before numbers: pgbench takes a colon and a digit or letter for a variable. */
    static String json(long number) {
        return "{\"number\": " + number + ",\"name\":\"web-17\",\"memoryBytes\": 2147483648,\"reason\":\"asked for\"}";
    }

    private static Companion record(UUID id) {
        return new Companion.IdempotencyRecord(PRINCIPAL, id.toString(), "", CREATED, "", "{}", id);
    }
}
