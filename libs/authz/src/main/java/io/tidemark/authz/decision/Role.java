package io.tidemark.authz.decision;

import java.util.Objects;
import java.util.Set;

/**
 * A named set of privileges that grants refer to. Defining a role again under the same id replaces it, for every grant
 * that names it, at once.
 *
 * @param id identifies the role; grants name roles by id, so renaming one changes nobody's rights
 * @param name what people call it; never used to decide
 * @param privileges what it covers; an empty set covers nothing
 */
public record Role(RoleId id, String name, Set<PrivilegePattern> privileges) {

    /** Copies the set. */
    public Role {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        privileges = Set.copyOf(privileges);
    }

    /** Whether any of the role's patterns covers {@code privilege}. */
    public boolean covers(Privilege privilege) {
        for (PrivilegePattern pattern : privileges) {
            if (pattern.covers(privilege)) {
                return true;
            }
        }
        return false;
    }
}
