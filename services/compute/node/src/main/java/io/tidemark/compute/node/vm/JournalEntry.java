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
 */
record JournalEntry(
        VmDirective desired,
        Map<String, String> causedBy,
        long epoch,
        Phase phase,
        String bootId,
        String desiredBootId) {
    JournalEntry {
        causedBy = Map.copyOf(causedBy);
    }

    JournalEntry with(Phase next, String boot) {
        return new JournalEntry(desired, causedBy, epoch, next, boot, desiredBootId);
    }

    /** The phase of the directive's own epoch. */
    JournalEntry turnTo(Phase next, String boot) {
        return new JournalEntry(desired, causedBy, desired.epoch(), next, boot, desiredBootId);
    }

    JournalEntry desiring(VmDirective directive, Map<String, String> headers, String boot) {
        return new JournalEntry(directive, headers, epoch, phase, bootId, boot);
    }

    boolean isAboutDesiredEpoch() {
        return epoch == desired.epoch();
    }
}
