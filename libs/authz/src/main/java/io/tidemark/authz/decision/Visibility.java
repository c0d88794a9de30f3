package io.tidemark.authz.decision;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in the tree a user holds a privilege: subtrees that are allowed, less subtrees that are denied. Made for
 * filtering lists in one query instead of asking for every row; says of each object what {@link AccessModel#decide}
 * says.
 *
 * @param allowed the roots of the allowed subtrees in order, none within another and none within a denied one; empty
 *     means that nothing is visible
 * @param denied the roots of the denied subtrees in order, none within another and each within an allowed one
 */
public record Visibility(Set<ObjectPath> allowed, Set<ObjectPath> denied) {

    /** Sees no object at all. */
    public static final Visibility NOTHING = new Visibility(Set.of(), Set.of());

    /** Orders both sets and drops paths that say nothing new. */
    public Visibility {
        Set<ObjectPath> takenAway = outermost(denied);
        Set<ObjectPath> given = outermost(allowed);
        given.removeIf(path -> isCovered(path, takenAway));
        takenAway.removeIf(path -> !isCovered(path, given));
        allowed = Collections.unmodifiableSet(given);
        denied = Collections.unmodifiableSet(takenAway);
    }

    /** Whether the user holds the privilege on {@code path}. */
    public boolean sees(ObjectPath path) {
        return isCovered(path, allowed) && !isCovered(path, denied);
    }

    private static Set<ObjectPath> outermost(Collection<ObjectPath> paths) {
        Set<ObjectPath> outermost = new LinkedHashSet<>();
        // A parent orders before all that is below it, so whatever could cover a path is already in the set.
        for (ObjectPath path : new TreeSet<>(paths)) {
            if (!isCovered(path, outermost)) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    private static boolean isCovered(ObjectPath path, Set<ObjectPath> roots) {
        for (ObjectPath level : path.lineage()) {
            if (roots.contains(level)) {
                return true;
            }
        }
        return false;
    }
}
