package io.tidemark.compute.vm;

import io.tidemark.compute.vm.Vm.*;
import java.util.Optional;

/** What a virtual machine waits for in the middle of a change. The names are the API's and the events'. */
public enum VmStep {
    /** Network allocates its port. */
    port,
    /** Memory-broker reserves memory, network binds the port. */
    grants,
    /** The node starts it. */
    start,
    /** The node confirms that it does not run it after all. */
    withdrawal,
    /** Network takes the port off the node again. */
    unbinding,
    /** Memory-broker takes the reservation back. */
    release,
    /** The node stops it. */
    stop,
    /** The node lets its guest stand still. */
    pause,
    /** The node lets its guest go on. */
    resume,
    /** The node lets its guest begin anew. */
    restart,
    /** The node removes what it holds of it. */
    deletion,
    /** Nothing is under way: its node shall tell what it sees of it. */
    look;

    /** Empty when nothing is under way. */
    public static Optional<VmStep> of(Vm state) {
        return switch (state) {
            case Provisioning _ -> Optional.of(port);
            case Preparing _ -> Optional.of(grants);
            case Launching _ -> Optional.of(start);
            case Withdrawing _ -> Optional.of(withdrawal);
            case Compensating s -> Optional.of(undoing(s.next()));
            case Stopping _ -> Optional.of(stop);
            case Deleting _ -> Optional.of(deletion);
            case Running s -> s.power().awaited();
            case Absent _, Broken _, Stopped _, Trashed _, Gone _ -> Optional.empty();
        };
    }

    public static VmStep undoing(Grant grant) {
        return switch (grant) {
            case memory -> release;
            case port -> unbinding;
        };
    }
}
