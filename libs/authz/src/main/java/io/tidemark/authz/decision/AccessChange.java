package io.tidemark.authz.decision;

/**
 * One thing that happened in identity and changes who may do what. Each is idempotent: applying it twice in a row
 * leaves what applying it once left.
 */
public sealed interface AccessChange {

    /**
     * A role came to be, or was replaced.
     *
     * @param role what it is from now on
     */
    record RoleDefined(Role role) implements AccessChange {}

    /**
     * A grant was given.
     *
     * @param grant replaces a grant of the same id
     */
    record GrantGiven(Grant grant) implements AccessChange {}

    /**
     * A grant was taken back.
     *
     * @param id the grant; one that is not there changes nothing
     */
    record GrantRevoked(GrantId id) implements AccessChange {}

    /**
     * A user's groups were looked up.
     *
     * @param membership replaces what was known of this user
     */
    record MembershipObserved(Membership membership) implements AccessChange {}
}
