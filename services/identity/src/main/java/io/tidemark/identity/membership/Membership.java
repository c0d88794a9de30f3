package io.tidemark.identity.membership;

import java.util.Set;

/** A user as seen: {@link Unknown} becomes {@link Known}. */
public sealed interface Membership {
    /** Never seen. */
    record Unknown() implements Membership {}

    /** Last seen in these groups. */
    record Known(Set<String> groupIds) implements Membership {}
}
