package io.tidemark.authz.decision;

import java.util.Objects;
import java.util.Optional;

/** The answer to "may this user do this here", with what decided it. There is no third answer: not knowing denies. */
public sealed interface Verdict {

    /** Whether the answer is yes. */
    default boolean isAllowed() {
        return switch (this) {
            case Allowed _ -> true;
            case Denied _ -> false;
        };
    }

    /**
     * Yes.
     *
     * @param grant the allowing grant nearest to the object; the user's own before a group's, then by id
     * @param via whom that grant was given to: the user, or the group through which it reached the user
     */
    record Allowed(GrantId grant, Subject via) implements Verdict {

        /** Checks that nothing is missing. */
        public Allowed {
            Objects.requireNonNull(grant, "grant");
            Objects.requireNonNull(via, "via");
        }
    }

    /**
     * No.
     *
     * @param reason why
     * @param grant the grant that decided: for {@link Reason#DENIED_BY_GRANT} the denying grant nearest to the object,
     *     for {@link Reason#ROLE_UNKNOWN} the grant whose role is missing; else empty
     */
    record Denied(Reason reason, Optional<GrantId> grant) implements Verdict {

        /** Checks that nothing is missing. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(grant, "grant");
        }
    }

    /** Why the answer is no. */
    enum Reason {
        /** Nobody ever observed this user's groups, so grants that deny through them cannot be excluded. */
        SUBJECT_UNKNOWN,
        /** A grant denies it, or denies through a role that is not known and may therefore cover it. */
        DENIED_BY_GRANT,
        /** Nothing allows it, and at least one allowing grant here names a role that is not known. */
        ROLE_UNKNOWN,
        /** Nothing allows it. */
        NO_GRANT
    }
}
