package io.tidemark.identity.application;

import java.util.List;

/** A user's groups as last observed. */
public record MembershipRow(String userId, List<String> groupIds) {
    public MembershipRow {
        groupIds = List.copyOf(groupIds);
    }
}
