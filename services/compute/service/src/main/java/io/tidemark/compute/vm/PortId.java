package io.tidemark.compute.vm;

import io.tidemark.units.StringValue;

/** Identifies a port of the network service; a UUID. */
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
