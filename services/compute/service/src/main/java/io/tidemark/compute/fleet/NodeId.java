package io.tidemark.compute.fleet;

import io.tidemark.units.StringValue;

/** Identifies a node for ever, whatever its host is called; a UUID. */
public record NodeId(String value) implements StringValue {
    public NodeId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty NodeId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
