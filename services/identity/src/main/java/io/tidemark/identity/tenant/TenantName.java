package io.tidemark.identity.tenant;

import io.tidemark.units.StringValue;
import java.util.regex.Pattern;

/**
 * What people call a tenant; unique, and never used to identify one.
 *
 * @param value 1 to 63 lower-case letters, digits and inner dashes
 */
public record TenantName(String value) implements StringValue {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException when the value has another form */
    public TenantName {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tenant's name has 1 to 63 lower-case letters, digits and inner dashes, not '" + value + "'");
        }
    }
}
