package io.tidemark.authz.decision;

import io.tidemark.authz.decision.AccessChange.GrantGiven;
import io.tidemark.authz.decision.AccessChange.GrantRevoked;
import io.tidemark.authz.decision.AccessChange.MembershipObserved;
import io.tidemark.authz.decision.AccessChange.RoleDefined;
import io.tidemark.authz.decision.Grant.Effect;
import io.tidemark.authz.decision.Subject.User;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rule of {@link AccessModel} written a second time as plainly as possible: scans every grant and takes text apart
 * word by word, sharing no look-up, path or wildcard code with what it is compared to.
 */
record NaiveAccess(Map<RoleId, Role> roles, Map<GrantId, Grant> grants, Map<User, Membership> memberships) {

    static NaiveAccess of(List<AccessChange> history) {
        NaiveAccess naive = new NaiveAccess(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (AccessChange change : history) {
            switch (change) {
                case RoleDefined(Role role) -> naive.roles.put(role.id(), role);
                case GrantGiven(Grant grant) -> naive.grants.put(grant.id(), grant);
                case GrantRevoked(GrantId id) -> naive.grants.remove(id);
                case MembershipObserved(Membership membership) -> naive.memberships.put(membership.user(), membership);
            }
        }
        return naive;
    }

    boolean allows(User user, Privilege privilege, ObjectPath path) {
        List<Grant> reaching = grantsOf(user).stream()
                .filter(grant ->
                        begins(words(path.value(), "/"), words(grant.path().value(), "/")))
                .toList();
        boolean denied = reaching.stream()
                .anyMatch(grant -> grant.effect() == Effect.DENY && (roleIsUnknown(grant) || covers(grant, privilege)));
        boolean allowed = reaching.stream()
                .anyMatch(grant -> grant.effect() == Effect.ALLOW && !roleIsUnknown(grant) && covers(grant, privilege));
        return allowed && !denied;
    }

    List<Grant> grantsOf(User user) {
        if (!memberships.containsKey(user)) {
            return List.of();
        }
        return grants.values().stream()
                .filter(grant -> memberships.get(user).subjects().contains(grant.subject()))
                .toList();
    }

    Grant grant(GrantId id) {
        return Objects.requireNonNull(grants.get(id), id::value);
    }

    private boolean roleIsUnknown(Grant grant) {
        return roles.get(grant.role()) == null;
    }

    private boolean covers(Grant grant, Privilege privilege) {
        Role role = Objects.requireNonNull(roles.get(grant.role()));
        return role.privileges().stream().anyMatch(pattern -> {
            List<String> wanted = words(privilege.value(), "\\.");
            List<String> given = words(pattern.value(), "\\.");
            return given.getLast().equals("*")
                    ? begins(wanted, given.subList(0, given.size() - 1))
                    : wanted.equals(given);
        });
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean begins(List<String> words, List<String> prefix) {
        return words.size() >= prefix.size() && words.subList(0, prefix.size()).equals(prefix);
    }
}
