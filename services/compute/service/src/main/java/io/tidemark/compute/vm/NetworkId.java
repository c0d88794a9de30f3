package io.tidemark.compute.vm;

import io.tidemark.units.StringValue;

/** Identifies a network of the network service; a UUID. */
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
