package io.tidemark.authz.decision;

import java.util.Objects;

/**
 * One statement of who may, or may not, do what a role covers on an object and on everything below it.
 *
 * @param id identifies the grant; verdicts name it
 * @param effect whether it gives or takes
 * @param subject whom it concerns
 * @param role what it covers
 * @param path where it begins to hold; it is inherited by the whole subtree
 */
public record Grant(GrantId id, Effect effect, Subject subject, RoleId role, ObjectPath path) {

    /** Whether a grant gives what its role covers, or takes it away. */
    public enum Effect {
        /** Gives, unless some other grant denies. */
        ALLOW,
        /** Takes away, whatever other grants give. */
        DENY
    }

    /** Checks that nothing is missing. */
    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(path, "path");
    }
}
