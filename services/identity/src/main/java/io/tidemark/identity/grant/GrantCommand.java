package io.tidemark.identity.grant;

/** What may be asked of a grant. */
public sealed interface GrantCommand {
    /** Let it hold. */
    record GiveGrant(GrantId grantId, Terms terms) implements GrantCommand {}

    /** Let it hold no longer. */
    record RevokeGrant(GrantId grantId) implements GrantCommand {}
}
