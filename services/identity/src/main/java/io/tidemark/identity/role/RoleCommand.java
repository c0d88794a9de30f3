package io.tidemark.identity.role;

import io.tidemark.authz.decision.PrivilegePattern;
import java.util.Set;

/** What may be asked of a role. */
public sealed interface RoleCommand {
    /**
     * Let the role cover exactly these privileges from now on, for every grant that names it.
     *
     * @param privileges empty covers nothing
     */
    record DefineRole(RoleId roleId, RoleName name, Set<PrivilegePattern> privileges) implements RoleCommand {}
}
