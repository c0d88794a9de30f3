package io.tidemark.authz.decision;

import java.util.Objects;

/**
 * Identifies one {@link Grant} for ever; opaque, compared as text, never reused.
 *
 * @param value not blank
 */
public record GrantId(String value) implements Comparable<GrantId> {

    /**
     * Checks that there is a value.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public GrantId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a grant id is not blank");
        }
    }

    @Override
    public int compareTo(GrantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
