package io.tidemark.compute.node.vm;

import java.util.Map;

/**
 * What the journal holds of one VM.
 *
 * @param desired the newest directive accepted
 * @param causedBy headers of the message that brought it, for the causal trace
 * @param epoch the epoch that {@code phase} is about: at most the directive's
 * @param bootId the host's boot under which {@code phase} was entered
 * @param desiredBootId the host's boot under which the directive was accepted
 * @param answered the highest generation of a directive under which a fact was told
 */
record JournalEntry(
        VmDirective desired,
        Map<String, String> causedBy,
        long epoch,
        Phase phase,
        String bootId,
        String desiredBootId,
        long answered) {
    JournalEntry {
        causedBy = Map.copyOf(causedBy);
    }

    JournalEntry with(Phase next, String boot) {
        return new JournalEntry(desired, causedBy, epoch, next, boot, desiredBootId, answered);
    }

    /** The phase of the directive's own epoch. */
    JournalEntry turnTo(Phase next, String boot) {
        return new JournalEntry(desired, causedBy, desired.epoch(), next, boot, desiredBootId, answered);
    }

    JournalEntry desiring(VmDirective directive, Map<String, String> headers, String boot) {
        return new JournalEntry(directive, headers, epoch, phase, bootId, boot, answered);
    }

    /** A fact is told of it: whatever was asked up to now is answered. */
    JournalEntry told(Phase after) {
        return new JournalEntry(desired, causedBy, epoch, after, bootId, desiredBootId, desired.generation());
    }

    /** Whether it was asked again since a fact was told last. */
    boolean owesAnAnswer() {
        return answered < desired.generation();
    }

    boolean isAboutDesiredEpoch() {
        return epoch == desired.epoch();
    }
}
