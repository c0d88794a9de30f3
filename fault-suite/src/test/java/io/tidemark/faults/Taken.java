package io.tidemark.faults;

import io.tidemark.faults.replica.Attempt;
import java.util.Set;

/**
 * What somebody has taken away in a run, by restoring an older state or losing a disk: the model does not ask for it.
 *
 * @param attempts what writers had tried by then, of which nothing need be left
 * @param history whether the ledgers' history went back: what comes then branches off from what was published
 * @param topic whether Kafka went back: the topic is read anew, and must hold all that the ledgers hold
 */
record Taken(Set<Attempt> attempts, boolean history, boolean topic) {
    static final Taken NOTHING = new Taken(Set.of(), false, false);
    static final Taken TOPIC = new Taken(Set.of(), false, true);

    static Taken history(Set<Attempt> tried) {
        return new Taken(Set.copyOf(tried), true, false);
    }
}
