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
 * @param unequal top-level fields and the value that they must not have; a row without the field has another
 * @param after the cursor of the page before
 * @param limit 1 to 1000 rows
 * @param asOf the position to look at, from {@link Positions}; empty for now
 */
public record ViewQuery(
        List<String> under,
        List<String> except,
        Map<String, String> equal,
        Map<String, String> unequal,
        Optional<String> after,
        int limit,
        Optional<Long> asOf) {
    public static final int LARGEST_PAGE = 1000;

    /** One that leaves no value out. */
    public ViewQuery(
            List<String> under,
            List<String> except,
            Map<String, String> equal,
            Optional<String> after,
            int limit,
            Optional<Long> asOf) {
        this(under, except, equal, Map.of(), after, limit, asOf);
    }
}
