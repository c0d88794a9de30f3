package io.tidemark.authz.decision;

import io.tidemark.units.StringValue;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a role names: one exact {@link Privilege}, or all that begin alike ({@code compute.*}, {@code compute.vm.*}),
 * or all there are ({@code *}).
 *
 * <p>The star stands for one or more whole words and only at the end. {@code compute.*} therefore also covers
 * privileges that a later version of compute introduces; a role that must not grow by itself lists its privileges.
 *
 * @param value the pattern as text
 */
public record PrivilegePattern(String value) implements Comparable<PrivilegePattern>, StringValue {

    private static final Pattern SYNTAX = Pattern.compile("\\*|" + Privilege.WORD + "(?:\\." + Privilege.WORD
            + "){1,2}|" + Privilege.WORD + "(?:\\." + Privilege.WORD + ")?\\.\\*");

    /**
     * Checks the syntax.
     *
     * @throws IllegalArgumentException if {@code value} is neither a privilege nor a prefix ending in a star
     */
    public PrivilegePattern {
        Objects.requireNonNull(value, "value");
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not a privilege pattern: \"" + value
                    + "\" (expected service.object.verb, service.object.*, service.* or *)");
        }
    }

    /**
     * Reads a pattern from text.
     *
     * @throws IllegalArgumentException if {@code value} is not a pattern
     */
    public static PrivilegePattern of(String value) {
        return new PrivilegePattern(value);
    }

    /** Whether {@code privilege} is among those that this pattern names. */
    public boolean covers(Privilege privilege) {
        if (!value.endsWith("*")) {
            return value.equals(privilege.value());
        }
        return privilege.value().startsWith(value.substring(0, value.length() - 1));
    }

    /** Whether every privilege that {@code other} names, now or in a later version, is among those of this pattern. */
    public boolean covers(PrivilegePattern other) {
        return value.endsWith("*")
                ? other.value.startsWith(value.substring(0, value.length() - 1))
                : value.equals(other.value);
    }

    /** Whether some privilege could be among those of both. */
    public boolean overlaps(PrivilegePattern other) {
        return covers(other) || other.covers(this);
    }

    @Override
    public int compareTo(PrivilegePattern other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
