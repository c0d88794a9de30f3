package io.tidemark.identity.role;

import io.tidemark.units.StringValue;
import java.util.regex.Pattern;

/**
 * What people call a role; unique, and never used to decide.
 *
 * @param value 1 to 63 lower-case letters, digits and inner dashes
 */
public record RoleName(String value) implements StringValue {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException when the value has another form */
    public RoleName {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a role's name has 1 to 63 lower-case letters, digits and inner dashes, not '" + value + "'");
        }
    }
}
