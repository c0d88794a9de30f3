package io.tidemark.identity.membership;

import java.util.List;

/** What was seen of a user's groups. */
public sealed interface MembershipEvent {
    /**
     * The user was seen for the first time, or in other groups than before.
     *
     * @param groupIds all of them, each once, in order
     */
    record MembershipObserved(String userId, List<String> groupIds) implements MembershipEvent {
        public MembershipObserved {
            groupIds = List.copyOf(groupIds);
        }
    }
}
