package io.tidemark.authz.decision;

import io.tidemark.authz.decision.AccessChange.GrantGiven;
import io.tidemark.authz.decision.AccessChange.GrantRevoked;
import io.tidemark.authz.decision.AccessChange.MembershipObserved;
import io.tidemark.authz.decision.AccessChange.RoleDefined;
import io.tidemark.authz.decision.Explanation.Considered;
import io.tidemark.authz.decision.Explanation.Finding;
import io.tidemark.authz.decision.Grant.Effect;
import io.tidemark.authz.decision.Subject.User;
import io.tidemark.authz.decision.Verdict.Allowed;
import io.tidemark.authz.decision.Verdict.Denied;
import io.tidemark.authz.decision.Verdict.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of roles, grants and memberships that answers who may do what. Immutable, thread-safe, pure.
 *
 * <p>The rule: a grant reaches its path and everything below. A user holds a privilege on an object when some grant
 * that reaches the object, given to the user or to one of the user's groups, allows it through a role that covers the
 * privilege, and <em>no</em> such grant denies it.
 *
 * <p>Deny wins at any level: a deny at the root is not lifted by an allow further down, and a user's own allow does not
 * lift a deny to a group. "The nearest grant wins" would let whoever may give grants on one small subtree undo what a
 * platform operator forbade above it, and would make the meaning of a deny depend on grants that are given later. So a
 * deny holds until it is revoked, adding an allow can never widen what a deny closed, and the order in which grants
 * were given or replicated does not matter.
 *
 * <p>Not knowing denies: a user never observed holds nothing, a grant that allows through an unknown role gives
 * nothing, and one that denies through an unknown role denies everything it reaches. An object nobody granted anything
 * above is simply not allowed.
 */
public final class AccessModel {

    /** Knows nobody, hence denies everything. */
    public static final AccessModel EMPTY = new AccessModel(Map.of(), Map.of(), Map.of());

    private final Map<RoleId, Role> roles;
    private final Map<GrantId, Grant> grants;
    private final Map<User, Membership> memberships;
    private final GrantIndex index;

    private AccessModel(Map<RoleId, Role> roles, Map<GrantId, Grant> grants, Map<User, Membership> memberships) {
        this.roles = roles;
        this.grants = grants;
        this.memberships = memberships;
        this.index = GrantIndex.of(grants.values());
    }

    /** This snapshot after {@code change}. */
    public AccessModel with(AccessChange change) {
        return with(List.of(change));
    }

    /**
     * This snapshot after {@code changes}, in their order. The cost is that of copying the snapshot once, however many
     * changes there are: replay a long history in one call.
     */
    public AccessModel with(Iterable<? extends AccessChange> changes) {
        Map<RoleId, Role> newRoles = new HashMap<>(roles);
        Map<GrantId, Grant> newGrants = new HashMap<>(grants);
        Map<User, Membership> newMemberships = new HashMap<>(memberships);
        for (AccessChange change : changes) {
            switch (change) {
                case RoleDefined(Role role) -> newRoles.put(role.id(), role);
                case GrantGiven(Grant grant) -> newGrants.put(grant.id(), grant);
                case GrantRevoked(GrantId id) -> newGrants.remove(id);
                case MembershipObserved(Membership membership) -> newMemberships.put(membership.user(), membership);
            }
        }
        return new AccessModel(newRoles, newGrants, newMemberships);
    }

    /** May {@code user} do {@code privilege} on the object at {@code path}? */
    public Verdict decide(User user, Privilege privilege, ObjectPath path) {
        Membership membership = memberships.get(user);
        if (membership == null) {
            return new Denied(Reason.SUBJECT_UNKNOWN, Optional.empty());
        }
        return weigh(reaching(membership, privilege, path));
    }

    /** Decides as {@link #decide} does and lists every grant of the user and the user's groups with what it meant. */
    public Explanation explain(User user, Privilege privilege, ObjectPath path) {
        Membership membership = memberships.get(user);
        if (membership == null) {
            return new Explanation(new Denied(Reason.SUBJECT_UNKNOWN, Optional.empty()), List.of());
        }
        List<Considered> reaching = reaching(membership, privilege, path);
        List<Considered> considered = new ArrayList<>(reaching);
        for (Grant grant : grantsOf(user)) {
            if (!path.isWithin(grant.path())) {
                considered.add(new Considered(grant, Finding.OTHER_PATH));
            }
        }
        return new Explanation(weigh(reaching), considered);
    }

    /** Where {@code user} holds {@code privilege}; nowhere for an unknown user. */
    public Visibility visiblePaths(User user, Privilege privilege) {
        Set<ObjectPath> allowed = new LinkedHashSet<>();
        Set<ObjectPath> denied = new LinkedHashSet<>();
        for (Grant grant : grantsOf(user)) {
            switch (finding(grant, privilege)) {
                case ALLOWS -> allowed.add(grant.path());
                case DENIES, UNKNOWN_ROLE_DENIES -> denied.add(grant.path());
                case UNKNOWN_ROLE_IGNORED, OTHER_PRIVILEGE, OTHER_PATH -> {}
            }
        }
        return new Visibility(allowed, denied);
    }

    /** Every grant to {@code user} or to one of the user's groups, the user's own first; empty for an unknown user. */
    public List<Grant> grantsOf(User user) {
        Membership membership = memberships.get(user);
        if (membership == null) {
            return List.of();
        }
        return membership.subjects().stream()
                .flatMap(subject -> index.of(subject).stream())
                .toList();
    }

    /** The role known under {@code id}. */
    public Optional<Role> role(RoleId id) {
        return Optional.ofNullable(roles.get(id));
    }

    /** What was last observed of {@code user}. */
    public Optional<Membership> membership(User user) {
        return Optional.ofNullable(memberships.get(user));
    }

    /** Grants that reach {@code path}, in the order in which they are weighed. */
    private List<Considered> reaching(Membership membership, Privilege privilege, ObjectPath path) {
        List<Subject> subjects = membership.subjects();
        List<Considered> reaching = new ArrayList<>();
        for (ObjectPath level : path.lineage()) {
            for (Subject subject : subjects) {
                for (Grant grant : index.at(subject, level)) {
                    reaching.add(new Considered(grant, finding(grant, privilege)));
                }
            }
        }
        return reaching;
    }

    private Finding finding(Grant grant, Privilege privilege) {
        Role role = roles.get(grant.role());
        boolean denies = grant.effect() == Effect.DENY;
        if (role == null) {
            return denies ? Finding.UNKNOWN_ROLE_DENIES : Finding.UNKNOWN_ROLE_IGNORED;
        }
        if (!role.covers(privilege)) {
            return Finding.OTHER_PRIVILEGE;
        }
        return denies ? Finding.DENIES : Finding.ALLOWS;
    }

    private static Verdict weigh(List<Considered> reaching) {
        Grant denying = first(reaching, Finding.DENIES, Finding.UNKNOWN_ROLE_DENIES);
        if (denying != null) {
            return new Denied(Reason.DENIED_BY_GRANT, Optional.of(denying.id()));
        }
        Grant allowing = first(reaching, Finding.ALLOWS);
        if (allowing != null) {
            return new Allowed(allowing.id(), allowing.subject());
        }
        Grant powerless = first(reaching, Finding.UNKNOWN_ROLE_IGNORED);
        return powerless == null
                ? new Denied(Reason.NO_GRANT, Optional.empty())
                : new Denied(Reason.ROLE_UNKNOWN, Optional.of(powerless.id()));
    }

    private static @Nullable Grant first(List<Considered> considered, Finding... findings) {
        for (Considered one : considered) {
            for (Finding finding : findings) {
                if (one.finding() == finding) {
                    return one.grant();
                }
            }
        }
        return null;
    }
}
