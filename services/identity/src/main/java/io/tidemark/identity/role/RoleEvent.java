package io.tidemark.identity.role;

import io.tidemark.authz.decision.PrivilegePattern;
import java.util.List;

/** What happens to a role. */
public sealed interface RoleEvent {
    /**
     * It came to be, or covers something else now.
     *
     * @param privileges all that it covers, each once, in order
     */
    record RoleDefined(RoleId roleId, RoleName name, List<PrivilegePattern> privileges) implements RoleEvent {
        public RoleDefined {
            privileges = List.copyOf(privileges);
        }
    }
}
