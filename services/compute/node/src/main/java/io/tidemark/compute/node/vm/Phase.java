package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.hypervisor.StopMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far this node is with one epoch of one VM. {@link Starting}, {@link Stopping} and {@link Removing} are intents: they
 * are on disk before the call they name is made, so after a crash in between they say what may have happened; so is a
 * restart within {@link Running}.
 *
 * <pre>
 *   Waiting -&gt; Starting -&gt; Running -&gt; Stopping -&gt; Stopped
 *      |          |          +------------------------^
 *      +----------+-&gt; Failed       any -&gt; Removing -&gt; Absent
 * </pre>
 */
sealed interface Phase {
    /** Nothing was called yet for this epoch. @param deadline when a start gives up what it still needs */
    record Waiting(Instant deadline) implements Phase {}

    /** A start may have been called. */
    record Starting(Instant deadline) implements Phase {}

    /** The guest runs, or ran when last looked; it may stand still. @param told whether the fact is in the outbox */
    record Running(List<Action> actions, boolean told, GuestPower power) implements Phase {
        public Running {
            actions = List.copyOf(actions);
        }

        Running with(GuestPower next) {
            return new Running(actions, told, next);
        }

        /** That it runs is told again, too. */
        Running untold(GuestPower next) {
            return new Running(actions, false, next);
        }
    }

    /** A stop may have been called. @param askedAt when the power button was pressed last */
    record Stopping(StopMode mode, Optional<Instant> askedAt, List<Action> actions) implements Phase {
        public Stopping {
            actions = List.copyOf(actions);
        }
    }

    record Stopped(StopCause cause, List<Action> actions, boolean told) implements Phase {
        public Stopped {
            actions = List.copyOf(actions);
        }
    }

    /** The start did not come about. @param code stable, for programs; @param detail for people */
    record Failed(String code, String detail, List<Action> actions, boolean told) implements Phase {
        public Failed {
            actions = List.copyOf(actions);
        }
    }

    /** The domain and the volumes may be gone already. */
    record Removing() implements Phase {}

    record Absent(boolean told) implements Phase {}
}
