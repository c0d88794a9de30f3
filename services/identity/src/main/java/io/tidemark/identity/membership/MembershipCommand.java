package io.tidemark.identity.membership;

import java.util.Set;

/** What is told of a user's groups. */
public sealed interface MembershipCommand {
    /**
     * The identity provider says so.
     *
     * @param groupIds all groups of the user; empty also for a user who is gone or locked out
     */
    record Observe(String userId, Set<String> groupIds) implements MembershipCommand {}
}
