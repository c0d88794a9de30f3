package io.tidemark.eventstore;

import java.util.ArrayList;
import java.util.List;

/**
 * One transaction: every write and companion, or none. Two appends never wait for each other in a circle, in whatever
 * order they name the same streams and companions.
 *
 * @param writes may be empty when only companions change; one without events is no write: its revision is not checked
 * @param companions kept in the order given where they touch the same value, such as giving it back and taking it
 */
public record Append(List<StreamWrite> writes, Cause cause, List<Companion> companions) {
    public Append {
        writes = List.copyOf(writes);
        companions = List.copyOf(companions);
    }

    public static Append of(StreamWrite write, Cause cause) {
        return new Append(List.of(write), cause, List.of());
    }

    /** Whether this only asks what would be appended. */
    public boolean isDryRun() {
        return isDryRun(companions);
    }

    static boolean isDryRun(List<Companion> companions) {
        return companions.stream().anyMatch(Companion.DryRun.class::isInstance);
    }

    public Append with(Companion companion) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(companion);
        return new Append(writes, cause, all);
    }
}
