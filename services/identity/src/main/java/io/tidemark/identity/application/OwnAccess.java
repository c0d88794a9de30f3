package io.tidemark.identity.application;

import io.tidemark.authz.AccessReplica;
import io.tidemark.authz.decision.Holdings;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.PrivilegePattern;
import io.tidemark.authz.decision.Subject;
import io.tidemark.identity.IdentityProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;

/**
 * Nobody hands on more than they hold. The same bound holds for taking: else who may give grants in one tenant could
 * deny the platform's operators there, or lift a deny that was put on them.
 */
@ApplicationScoped
public class OwnAccess {
    private final AccessReplica replica;

    public OwnAccess(AccessReplica replica) {
        this.replica = replica;
    }

    /** Empty when the subject holds all of them on the path and below. */
    public Optional<Rejection> bound(String subject, Collection<PrivilegePattern> privileges, ObjectPath path) {
        return Holdings.of(replica.known().model(), new Subject.User(subject))
                .beyond(privileges, path)
                .map(beyond -> new Rejection(
                        IdentityProblem.BEYOND_OWN_ACCESS,
                        "'" + beyond.value() + "' on " + path.value() + " is not all your own"));
    }
}
