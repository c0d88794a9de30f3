package io.tidemark.authz.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.authz.decision.AccessChange.GrantGiven;
import io.tidemark.authz.decision.AccessChange.GrantRevoked;
import io.tidemark.authz.decision.AccessChange.MembershipObserved;
import io.tidemark.authz.decision.AccessChange.RoleDefined;
import io.tidemark.authz.decision.Explanation.Finding;
import io.tidemark.authz.decision.Grant.Effect;
import io.tidemark.authz.decision.Subject.Group;
import io.tidemark.authz.decision.Subject.User;
import io.tidemark.authz.decision.Verdict.Allowed;
import io.tidemark.authz.decision.Verdict.Denied;
import io.tidemark.authz.decision.Verdict.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Specifications that read as sentences: {@code given(...).when(...).then...}. */
final class AccessSpec {

    private AccessSpec() {}

    static Given given(AccessChange... changes) {
        return new Given(AccessModel.EMPTY.with(List.of(changes)));
    }

    static AccessChange role(String id, String... patterns) {
        return new RoleDefined(new Role(
                new RoleId(id),
                id,
                Stream.of(patterns).map(PrivilegePattern::of).collect(Collectors.toSet())));
    }

    static AccessChange allow(String grant, Subject subject, String role, String path) {
        return grant(grant, Effect.ALLOW, subject, role, path);
    }

    static AccessChange deny(String grant, Subject subject, String role, String path) {
        return grant(grant, Effect.DENY, subject, role, path);
    }

    static AccessChange revoked(String grant) {
        return new GrantRevoked(new GrantId(grant));
    }

    static AccessChange member(String user, String... groups) {
        return new MembershipObserved(
                Membership.of(user(user), Stream.of(groups).map(Group::new).toList()));
    }

    static User user(String id) {
        return new User(id);
    }

    static Group group(String id) {
        return new Group(id);
    }

    private static AccessChange grant(String grant, Effect effect, Subject subject, String role, String path) {
        return new GrantGiven(new Grant(new GrantId(grant), effect, subject, new RoleId(role), ObjectPath.of(path)));
    }

    /** What happened before. */
    record Given(AccessModel model) {

        When when(String user, String privilege, String path) {
            return new When(model, user(user), Privilege.of(privilege), ObjectPath.of(path));
        }

        Visibility visible(String user, String privilege) {
            return model.visiblePaths(user(user), Privilege.of(privilege));
        }
    }

    /** The question. Every answer is also held against the explanation and the visibility of the same model. */
    record When(AccessModel model, User user, Privilege privilege, ObjectPath path) {

        void thenAllowed(String grant, Subject via) {
            then(new Allowed(new GrantId(grant), via));
        }

        void thenDenied(Reason reason) {
            then(new Denied(reason, Optional.empty()));
        }

        void thenDenied(Reason reason, String grant) {
            then(new Denied(reason, Optional.of(new GrantId(grant))));
        }

        /** @param findings grant id and finding in turn, in the order in which the explanation lists them */
        void thenExplained(Map<String, Finding> findings) {
            Map<String, Finding> explained = new LinkedHashMap<>();
            model.explain(user, privilege, path)
                    .considered()
                    .forEach(one -> explained.put(one.grant().id().value(), one.finding()));
            assertThat(explained).containsExactlyEntriesOf(findings);
        }

        private void then(Verdict expected) {
            assertThat(model.decide(user, privilege, path)).isEqualTo(expected);
            assertThat(model.explain(user, privilege, path).verdict()).isEqualTo(expected);
            assertThat(model.visiblePaths(user, privilege).sees(path)).isEqualTo(expected.isAllowed());
        }
    }
}
