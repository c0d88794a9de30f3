package io.tidemark.authz.decision;

import io.tidemark.units.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The place of one object in the inventory tree, such as {@code /tenants/acme/vms/7}; {@code /} is the root.
 *
 * <p>Segments are 1 to 128 characters out of letters, digits, {@code . _ -} and do not begin with a dot, so {@code .}
 * and {@code ..} cannot stand in a path and two spellings never mean one object. Case counts. Paths order as strings.
 *
 * @param value the path as text: begins with {@code /}, does not end with one unless it is the root, and has 1,024
 *     characters at most
 */
public record ObjectPath(String value) implements Comparable<ObjectPath>, StringValue {

    /** Four levels of 128-character names with room to spare; longer input is an attack or a mistake. */
    private static final int MAX_LENGTH = 1_024;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final Pattern SYNTAX = Pattern.compile("/|(?:/" + SEGMENT + ")+");

    /** The root of the tree: a grant here reaches every object. */
    public static final ObjectPath ROOT = new ObjectPath("/");

    /**
     * Checks the syntax.
     *
     * @throws IllegalArgumentException if {@code value} is not a path as described above
     */
    public ObjectPath {
        Objects.requireNonNull(value, "value");
        if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not an object path: \"" + shortened(value) + "\"");
        }
    }

    /**
     * Reads a path from text.
     *
     * @throws IllegalArgumentException if {@code value} is not a path
     */
    public static ObjectPath of(String value) {
        return new ObjectPath(value);
    }

    /**
     * The object called {@code segment} directly below this one.
     *
     * @throws IllegalArgumentException if {@code segment} is not one segment
     */
    public ObjectPath child(String segment) {
        if (!SEGMENT.matcher(segment).matches()) {
            throw new IllegalArgumentException("not a segment of an object path: \"" + shortened(segment) + "\"");
        }
        return new ObjectPath((isRoot() ? "/" : value + "/") + segment);
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return value.length() == 1;
    }

    /** Every object above this one, nearest first, ending with the root; empty for the root. */
    public List<ObjectPath> parents() {
        List<ObjectPath> lineage = lineage();
        return lineage.subList(1, lineage.size());
    }

    /** This object and then its {@link #parents()}: the places whose grants reach it, nearest first. */
    public List<ObjectPath> lineage() {
        List<ObjectPath> lineage = new ArrayList<>();
        lineage.add(this);
        for (int slash = value.lastIndexOf('/'); slash > 0; slash = value.lastIndexOf('/', slash - 1)) {
            lineage.add(new ObjectPath(value.substring(0, slash)));
        }
        if (!isRoot()) {
            lineage.add(ROOT);
        }
        return List.copyOf(lineage);
    }

    /** Whether this is {@code other} or lies anywhere below it. */
    public boolean isWithin(ObjectPath other) {
        return other.isRoot()
                || value.equals(other.value)
                || (value.startsWith(other.value) && value.charAt(other.value.length()) == '/');
    }

    @Override
    public int compareTo(ObjectPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
