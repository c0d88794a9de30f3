package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one thing to do next for a VM. */
sealed interface Step {
    /** The journal says this from now on; it is on disk before any call that follows. */
    record Become(JournalEntry next) implements Step {}

    /** Start the guest under the journalled epoch. */
    record Start(List<String> taps) implements Step {}

    record Stop(StopMode mode) implements Step {}

    /** Let the guest stand still. */
    record Pause() implements Step {}

    /** Let it go on. */
    record Resume() implements Step {}

    /** Let it begin anew; the journal says so already. */
    record Restart(GuestPower.Restarting underWay) implements Step {}

    /** End, by force, a domain of an epoch that must not run. */
    record Evict(long epoch) implements Step {}

    /** Remove domain and volumes. */
    record Remove() implements Step {}

    /** Put a fact into the outbox, then the journal says so. */
    record Tell(Fact fact, JournalEntry next) implements Step {}

    /** Nothing to do before something changes, or before this time. */
    record Wait(Optional<Instant> until) implements Step {
        static Wait forChange() {
            return new Wait(Optional.empty());
        }

        static Wait until(Instant time) {
            return new Wait(Optional.of(time));
        }
    }
}
