package io.tidemark.network.segment;

import io.tidemark.units.StringValue;

/** Identifies a network; a UUID. */
public record NetworkId(String value) implements StringValue {
    public NetworkId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty NetworkId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
