package io.tidemark.memory.host;

import io.tidemark.units.StringValue;

/** Identifies a virtual machine of compute; a UUID. */
public record VmId(String value) implements StringValue, Comparable<VmId> {
    public VmId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty VmId");
        }
    }

    @Override
    public int compareTo(VmId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
