package io.tidemark.authz;

import io.tidemark.authz.decision.AccessChange;
import io.tidemark.authz.decision.Grant;
import io.tidemark.authz.decision.GrantId;
import io.tidemark.authz.decision.Membership;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.authz.decision.Role;
import io.tidemark.authz.decision.RoleId;
import io.tidemark.authz.decision.Subject;
import io.tidemark.eventstore.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Identity's events as this library reads them, and what each changes in the access model. */
final class IdentityEvents {
    static final String ROLE_DEFINED = "tidemark.identity.role.defined.v1";
    static final String GRANT_GIVEN = "tidemark.identity.grant.given.v1";
    static final String GRANT_REVOKED = "tidemark.identity.grant.revoked.v1";
    static final String MEMBERSHIP_OBSERVED = "tidemark.identity.membership.observed.v1";
    static final Set<String> TYPES = Set.of(ROLE_DEFINED, GRANT_GIVEN, GRANT_REVOKED, MEMBERSHIP_OBSERVED);

    private IdentityEvents() {}

    /** What the replica keeps of one aggregate of identity: its last event. */
    record Row(String type, String json) {}

    private record RoleDefined(String roleId, String name, List<String> privileges) {}

    private record GrantGiven(
            String grantId, String subjectKind, String subjectId, String roleId, String path, String effect) {}

    private record GrantRevoked(String grantId) {}

    private record MembershipObserved(String userId, List<String> groupIds) {}

    static AccessChange change(Row row) {
        return switch (row.type()) {
            case ROLE_DEFINED -> new AccessChange.RoleDefined(role(Json.read(row.json(), RoleDefined.class)));
            case GRANT_GIVEN -> new AccessChange.GrantGiven(grant(Json.read(row.json(), GrantGiven.class)));
            case GRANT_REVOKED ->
                new AccessChange.GrantRevoked(
                        new GrantId(Json.read(row.json(), GrantRevoked.class).grantId()));
            case MEMBERSHIP_OBSERVED ->
                new AccessChange.MembershipObserved(membership(Json.read(row.json(), MembershipObserved.class)));
            default -> throw new IllegalArgumentException("no change of access: " + row.type());
        };
    }

    private static Role role(RoleDefined event) {
        return new Role(
                new RoleId(event.roleId()),
                event.name(),
                event.privileges().stream().map(PrivilegePattern::of).collect(Collectors.toSet()));
    }

    private static Grant grant(GrantGiven event) {
        Subject subject = switch (event.subjectKind()) {
            case "user" -> new Subject.User(event.subjectId());
            case "group" -> new Subject.Group(event.subjectId());
            default -> throw new IllegalArgumentException("no kind of subject: " + event.subjectKind());
        };
        Grant.Effect effect = switch (event.effect()) {
            case "allow" -> Grant.Effect.ALLOW;
            case "deny" -> Grant.Effect.DENY;
            default -> throw new IllegalArgumentException("no effect of a grant: " + event.effect());
        };
        return new Grant(
                new GrantId(event.grantId()), effect, subject, new RoleId(event.roleId()), ObjectPath.of(event.path()));
    }

    private static Membership membership(MembershipObserved event) {
        return Membership.of(
                new Subject.User(event.userId()),
                event.groupIds().stream().map(Subject.Group::new).toList());
    }
}
