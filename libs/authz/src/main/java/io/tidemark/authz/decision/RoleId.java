package io.tidemark.authz.decision;

import java.util.Objects;

/**
 * Identifies one {@link Role} for ever; opaque, compared as text, never reused.
 *
 * @param value not blank
 */
public record RoleId(String value) implements Comparable<RoleId> {

    /**
     * Checks that there is a value.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public RoleId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a role id is not blank");
        }
    }

    @Override
    public int compareTo(RoleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
