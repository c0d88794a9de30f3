package io.tidemark.identity.tenant;

import io.tidemark.units.StringValue;
import java.util.UUID;

/**
 * Identifies a tenant for ever.
 *
 * @param value a UUID
 */
public record TenantId(String value) implements StringValue {
    /** @throws IllegalArgumentException when the value is no UUID in its usual spelling */
    public TenantId {
        if (!UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("not a tenant id: '" + value + "'");
        }
    }

    /** Where the tenant stands in the inventory tree. */
    public String path() {
        return "/tenants/" + value;
    }
}
