package io.tidemark.authz.decision;

import java.util.List;
import java.util.Objects;

/**
 * A verdict together with every grant that was looked at on the way to it.
 *
 * @param verdict the same verdict that {@link AccessModel#decide} gives
 * @param considered every grant of the user and of the user's groups: first those on the object's own lineage, nearest
 *     first and in the order in which they are weighed, then those elsewhere in the tree, by path and id; empty for an
 *     unknown user
 */
public record Explanation(Verdict verdict, List<Considered> considered) {

    /** Copies the list. */
    public Explanation {
        Objects.requireNonNull(verdict, "verdict");
        considered = List.copyOf(considered);
    }

    /**
     * One grant and what it meant for this question.
     *
     * @param grant the grant
     * @param finding what it meant
     */
    public record Considered(Grant grant, Finding finding) {}

    /** What one grant means for one question. */
    public enum Finding {
        /** It reaches the object and its role covers the privilege: it allows, if nothing denies. */
        ALLOWS,
        /** It reaches the object and its role covers the privilege: it denies. */
        DENIES,
        /** It reaches the object and denies, and its role is not known: it must be assumed to cover the privilege. */
        UNKNOWN_ROLE_DENIES,
        /** It reaches the object and allows, and its role is not known: it gives nothing. */
        UNKNOWN_ROLE_IGNORED,
        /** It reaches the object, but its role does not cover the privilege. */
        OTHER_PRIVILEGE,
        /** It holds elsewhere in the tree. */
        OTHER_PATH
    }
}
