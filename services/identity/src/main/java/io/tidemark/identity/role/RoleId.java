package io.tidemark.identity.role;

import io.tidemark.units.StringValue;
import java.util.UUID;

/**
 * Identifies a role for ever.
 *
 * @param value a UUID
 */
public record RoleId(String value) implements StringValue {
    /** @throws IllegalArgumentException when the value is no UUID in its usual spelling */
    public RoleId {
        if (!UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("not a role id: '" + value + "'");
        }
    }
}
