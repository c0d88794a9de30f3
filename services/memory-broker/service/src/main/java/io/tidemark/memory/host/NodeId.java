package io.tidemark.memory.host;

import io.tidemark.units.StringValue;

/** Identifies a node; a UUID. */
public record NodeId(String value) implements StringValue, Comparable<NodeId> {
    public NodeId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty NodeId");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
