package io.tidemark.identity.federation;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** Who is there and in which groups. */
public interface Directory {
    /**
     * Every user with the ids of all groups of the user; a user who is locked out has none. Either complete or a
     * failure, never a part.
     */
    Uni<Map<String, Set<String>>> memberships();
}
