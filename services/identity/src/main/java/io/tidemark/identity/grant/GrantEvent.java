package io.tidemark.identity.grant;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.identity.role.RoleId;

/** What happens to a grant. */
public sealed interface GrantEvent {
    /** It holds from now on. */
    record GrantGiven(
            GrantId grantId, SubjectKind subjectKind, String subjectId, RoleId roleId, ObjectPath path, Effect effect)
            implements GrantEvent {
        static GrantGiven of(GrantId id, Terms terms) {
            return new GrantGiven(
                    id, terms.subjectKind(), terms.subjectId(), terms.roleId(), terms.path(), terms.effect());
        }

        Terms terms() {
            return new Terms(subjectKind, subjectId, roleId, path, effect);
        }
    }

    /** It holds no longer. */
    record GrantRevoked(GrantId grantId) implements GrantEvent {}
}
