package io.tidemark.network.port;

import io.tidemark.units.StringValue;

/** Identifies a port; a UUID. */
public record PortId(String value) implements StringValue {
    public PortId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty PortId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
