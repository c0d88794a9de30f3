package io.tidemark.identity.grant;

import io.tidemark.units.StringValue;
import java.util.UUID;

/**
 * Identifies a grant for ever; never reused.
 *
 * @param value a UUID
 */
public record GrantId(String value) implements StringValue {
    /** @throws IllegalArgumentException when the value is no UUID in its usual spelling */
    public GrantId {
        if (!UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("not a grant id: '" + value + "'");
        }
    }
}
