package io.tidemark.identity.api;

import io.tidemark.authz.AccessReplica;
import io.tidemark.authz.decision.Explanation;
import io.tidemark.authz.decision.Grant;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Privilege;
import io.tidemark.authz.decision.Subject;
import io.tidemark.authz.decision.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision and all that was weighed for it.
 *
 * @param verdict {@code allowed} or {@code denied}
 * @param reason why it is denied: {@code subject-unknown}, {@code denied-by-grant}, {@code role-unknown} or
 *     {@code no-grant}
 * @param grantId the grant that decided
 * @param considered every grant of the user and of the user's groups
 * @param asOf how far the knowledge that was decided on reaches
 */
public record ExplainedAccess(
        String subject,
        String privilege,
        String path,
        String verdict,
        Optional<String> reason,
        Optional<String> grantId,
        List<ConsideredGrant> considered,
        Optional<Instant> asOf) {

    /**
     * One grant and what it meant.
     *
     * @param finding such as {@code allows}, {@code denies}, {@code other-path}
     */
    public record ConsideredGrant(
            String grantId,
            String subjectKind,
            String subjectId,
            String roleId,
            Optional<String> roleName,
            String path,
            String effect,
            String finding) {}

    static ExplainedAccess of(AccessReplica.Known known, Subject.User user, Privilege privilege, ObjectPath path) {
        Explanation explanation = known.model().explain(user, privilege, path);
        List<ConsideredGrant> considered = explanation.considered().stream()
                .map(one -> considered(known, one))
                .toList();
        return switch (explanation.verdict()) {
            case Verdict.Allowed allowed ->
                new ExplainedAccess(
                        user.id(),
                        privilege.value(),
                        path.value(),
                        "allowed",
                        Optional.empty(),
                        Optional.of(allowed.grant().value()),
                        considered,
                        known.asOf());
            case Verdict.Denied denied ->
                new ExplainedAccess(
                        user.id(),
                        privilege.value(),
                        path.value(),
                        "denied",
                        Optional.of(word(denied.reason())),
                        denied.grant().map(grant -> grant.value()),
                        considered,
                        known.asOf());
        };
    }

    private static ConsideredGrant considered(AccessReplica.Known known, Explanation.Considered one) {
        Grant grant = one.grant();
        return new ConsideredGrant(
                grant.id().value(),
                switch (grant.subject()) {
                    case Subject.User user -> "user";
                    case Subject.Group group -> "group";
                },
                grant.subject().id(),
                grant.role().value(),
                known.model().role(grant.role()).map(role -> role.name()),
                grant.path().value(),
                word(grant.effect()),
                word(one.finding()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
