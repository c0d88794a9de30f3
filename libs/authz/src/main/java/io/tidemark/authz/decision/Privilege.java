package io.tidemark.authz.decision;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that a subject may do, such as {@code compute.vm.start}: service, object and verb, or just service and
 * verb where the service has a single object ({@code audit.read}).
 *
 * <p>A privilege is always exact. Wildcards exist only in roles, see {@link PrivilegePattern}.
 *
 * @param value two or three words of lower-case letters, digits and inner dashes, joined by dots
 */
public record Privilege(String value) implements Comparable<Privilege> {

    static final String WORD = "[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,62}";
    private static final Pattern SYNTAX = Pattern.compile(WORD + "(?:\\." + WORD + "){1,2}");

    /**
     * Checks the syntax.
     *
     * @throws IllegalArgumentException if {@code value} is not a privilege, or holds a wildcard
     */
    public Privilege {
        Objects.requireNonNull(value, "value");
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a privilege: \"" + value + "\" (expected service.object.verb, without wildcards)");
        }
    }

    /**
     * Reads a privilege from text.
     *
     * @throws IllegalArgumentException if {@code value} is not a privilege
     */
    public static Privilege of(String value) {
        return new Privilege(value);
    }

    @Override
    public int compareTo(Privilege other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
