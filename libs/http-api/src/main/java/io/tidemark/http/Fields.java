package io.tidemark.http;

import org.jspecify.annotations.Nullable;

/** Reads what a request's body must have. */
public final class Fields {
    private Fields() {}

    /** @throws IllegalArgumentException, which the caller sees as {@code INVALID_REQUEST}, when the field is absent */
    public static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }
}
