package io.tidemark.eventstore.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to list of a read model.
 *
 * @param under inventory paths whose objects the caller may see; empty sees nothing
 * @param except subtrees that are hidden again
 * @param equal top-level fields and the value they must have
 * @param after the cursor of the page before
 * @param limit 1 to 1000 rows
 * @param asOf the position to look at, from {@link Positions}; empty for now
 */
public record ViewQuery(
        List<String> under,
        List<String> except,
        Map<String, String> equal,
        Optional<String> after,
        int limit,
        Optional<Long> asOf) {
    public static final int LARGEST_PAGE = 1000;

    /** Everything now, for callers inside the service. */
    public static ViewQuery all(Map<String, String> equal) {
        return all(equal, Optional.empty());
    }

    /** The same at a position. */
    public static ViewQuery all(Map<String, String> equal, Optional<Long> asOf) {
        return new ViewQuery(List.of("/"), List.of(), equal, Optional.empty(), LARGEST_PAGE, asOf);
    }

    /** The page after the one that ended with this cursor. */
    public ViewQuery after(String cursor) {
        return new ViewQuery(under, except, equal, Optional.of(cursor), limit, asOf);
    }
}
