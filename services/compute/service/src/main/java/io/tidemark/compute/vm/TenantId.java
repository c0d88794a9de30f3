package io.tidemark.compute.vm;

import io.tidemark.units.StringValue;

/** Identifies the tenant that owns a virtual machine; a UUID. */
public record TenantId(String value) implements StringValue {
    public TenantId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty TenantId");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
