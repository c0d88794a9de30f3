package io.tidemark.authz;

import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Privilege;
import io.tidemark.authz.decision.Subject;
import io.tidemark.authz.decision.Verdict;
import io.tidemark.authz.decision.Visibility;
import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** May this subject do this to that object? Nothing else. Not being able to decide denies. */
@ApplicationScoped
public class Authorizer {
    private final AccessReplica replica;
    private final Duration staleness;
    private final InstantSource clock = InstantSource.system();

    public Authorizer(
            AccessReplica replica,
            @ConfigProperty(name = "tidemark.access.staleness", defaultValue = "PT15M") Duration staleness) {
        this.replica = replica;
        this.staleness = staleness;
    }

    /** Empty when allowed, else the refusal. */
    public Optional<Rejection> refusal(String subject, String privilege, String objectPath) {
        AccessReplica.Known known = replica.known();
        if (!known.isFresh(clock.instant(), staleness)) {
            return Optional.of(new Rejection(
                    CommonProblem.ACCESS_UNDECIDABLE,
                    "what is known of grants is older than " + staleness.toMinutes() + " minutes"));
        }
        Verdict verdict =
                known.model().decide(new Subject.User(subject), Privilege.of(privilege), ObjectPath.of(objectPath));
        return verdict.isAllowed()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        CommonProblem.ACCESS_DENIED, "'" + privilege + "' on " + objectPath + " is not granted"));
    }

    /** Where the subject holds the privilege, for filtering lists; nowhere when that cannot be decided. */
    public Visibility visible(String subject, String privilege) {
        AccessReplica.Known known = replica.known();
        return known.isFresh(clock.instant(), staleness)
                ? known.model().visiblePaths(new Subject.User(subject), Privilege.of(privilege))
                : Visibility.NOTHING;
    }
}
