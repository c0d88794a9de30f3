package io.tidemark.network.port;

import io.tidemark.units.StringValue;

/** Identifies a virtual machine of compute; a UUID. */
public record VmId(String value) implements StringValue {
    public VmId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty VmId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
