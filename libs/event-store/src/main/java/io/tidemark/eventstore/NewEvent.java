package io.tidemark.eventstore;

import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.RejectedException;
import io.tidemark.problems.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An event to append.
 *
 * @param id unique for ever
 * @param type the wire name, such as {@code tidemark.compute.vm.started.v1}
 * @param json the payload, one JSON object, {@value #LARGEST_BYTES} bytes at most
 */
public record NewEvent(UUID id, String type, String json) {
    /**
     * 640 KiB. PostgreSQL gives JSON back with spaces that may make it half as large again, and Kafka takes records of 1 MiB:
     * what is appended can always be published, because one event that cannot would stop the relay for ever.
     */
    public static final int LARGEST_BYTES = 640 << 10;

    /** @throws RejectedException with {@code EVENT_TOO_LARGE} */
    public NewEvent {
        requireAtMost(LARGEST_BYTES, type, json);
    }

    static void requireAtMost(int limit, String type, String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limit) {
            throw new Rejection(
                            CommonProblem.EVENT_TOO_LARGE,
                            type + " would have " + bytes + " bytes, the limit is " + limit)
                    .asException();
        }
    }
}
