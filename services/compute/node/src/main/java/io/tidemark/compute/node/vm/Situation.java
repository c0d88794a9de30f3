package io.tidemark.compute.node.vm;

import java.time.Instant;

/** Everything that the decision about a VM's next step depends on. */
record Situation(JournalEntry entry, Sighting sighting, Needs needs, Instant now, String bootId) {
    /** Whether the host has booted since the journal's phase was entered: every process of then is gone. */
    boolean hostBooted() {
        return !entry.bootId().equals(bootId);
    }

    Step become(Phase phase) {
        return new Step.Become(entry.with(phase, bootId));
    }

    Step turnTo(Phase phase) {
        return new Step.Become(entry.turnTo(phase, bootId));
    }
}
