package io.tidemark.nodelink;

import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fact before it has a number.
 *
 * @param key {@code <service>/<kind>/<object id>} of what it is about
 * @param type the wire name
 * @param json the body, one JSON object
 * @param cause empty when nobody asked for what happened: then it is the root of a causal tree of its own
 */
public record NewFact(String key, String type, String json, Optional<Cause> cause) {
    /** Far more than any fact has, and less than a broker takes by default. */
    static final int LARGEST_BODY_CHARS = 250_000;

    /** @throws IllegalArgumentException when the body is too large to be published ever */
    public NewFact {
        if (json.length() > LARGEST_BODY_CHARS) {
            throw new IllegalArgumentException(type + " about " + key + " has a body of " + json.length()
                    + " characters, more than " + LARGEST_BODY_CHARS);
        }
    }

    /** The body in one canonical form, so that what is read from disk equals what was written. */
    Fact numbered(long number, UUID id, Instant time) {
        return new Fact(
                number,
                id,
                key,
                type,
                time,
                cause.orElseGet(() -> Cause.spontaneous(id, "node")),
                Json.write(Json.tree(json)));
    }
}
