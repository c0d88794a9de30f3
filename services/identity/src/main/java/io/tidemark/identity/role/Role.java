package io.tidemark.identity.role;

import io.tidemark.authz.decision.PrivilegePattern;
import java.util.List;
import java.util.Set;

/** A role's states: {@link None} becomes {@link Defined}, which may be defined again. */
public sealed interface Role {
    /** There is none. */
    record None() implements Role {}

    /** It is there. */
    record Defined(RoleId id, RoleName name, List<PrivilegePattern> privileges) implements Role {
        boolean covers(Set<PrivilegePattern> exactly) {
            return Set.copyOf(privileges).equals(exactly);
        }
    }
}
