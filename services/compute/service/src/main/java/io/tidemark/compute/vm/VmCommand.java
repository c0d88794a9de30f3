package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.problems.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that can be asked of a virtual machine, by people, by other services' events and by nodes' facts. */
public sealed interface VmCommand {

    /** Asked by people. */
    record Define(VmId id, VmSpec spec, boolean start) implements VmCommand {}

    /** Asked by people; {@code placement} is what the fleet offers now. */
    record Start(Placement.Choice placement) implements VmCommand {}

    record Stop(StopMode mode) implements VmCommand {}

    /** Asked by people: its guest stands still, or goes on. */
    record Pause() implements VmCommand {}

    record Resume() implements VmCommand {}

    /** Asked by people: its guest begins anew, by its own power button or by force. */
    record Restart(StopMode mode) implements VmCommand {}

    /** What takes a machine away, or brings it back. */
    sealed interface Removing extends VmCommand {}

    /** Asked by people: into the trash, where it stays until {@code purgeAt}. */
    record Delete(Instant purgeAt) implements Removing {}

    /** Asked by people: remove it now, whether it is in the trash or not. */
    record Purge() implements Removing {}

    /** Asked by people: out of the trash. */
    record Undelete() implements Removing {}

    /** It is {@code now}: the grace period may be over. */
    record ExpireGrace(Instant now) implements Removing {}

    /** Asked by people: another label, whatever it is in the middle of. */
    record Rename(String name) implements VmCommand {}

    /** Network gave it a port; {@code placement} is used when it shall start next. */
    record AttachPort(Port port, Placement.Choice placement) implements VmCommand {}

    record RefusePort(String code, String detail) implements VmCommand {}

    /** Memory-broker's answer for the epoch. */
    record GrantMemory(long epoch) implements VmCommand {}

    record RefuseMemory(long epoch, String code, String detail) implements VmCommand {}

    /** Network bound the port to the node for the epoch. */
    record BindPort(long epoch, PortId portId, long generation) implements VmCommand {}

    /** Who gave it said that it was given back. {@code epoch} is the one that it was granted under. */
    record ConfirmGivenBack(long epoch, Grant grant) implements VmCommand {}

    /** The step has taken too long. */
    record ExpireStep(long epoch, VmStep step, Rejection reason) implements VmCommand {}

    /** Asked by people: ask once more for what is waited for. */
    record AskAgain() implements VmCommand {}

    /**
     * Asked by people: where nodes show something else than the events say, ask them to tell.
     *
     * @param expected what was found when it was asked for; refused when that is another by now
     */
    record Reconcile(List<Sighting> seen, Reconciliation expected) implements VmCommand {}

    /** Asked by people: give up what is under way, while no node was told of it. {@code epoch} is the one that was seen. */
    record Cancel(long epoch) implements VmCommand {}

    /** Facts of a node. */
    record ReportRunning(NodeId node, long epoch, List<NodeAction> actions) implements VmCommand {}

    record ReportStartFailed(NodeId node, long epoch, String code, String detail, List<NodeAction> actions)
            implements VmCommand {}

    record ReportStopped(NodeId node, long epoch, String cause, List<NodeAction> actions) implements VmCommand {}

    /**
     * @param generation of the directive that the node carried out last
     * @param restarts the number of the restart that it dealt with last
     * @param failure why what that directive wanted did not come about
     */
    record ReportPower(
            NodeId node,
            long epoch,
            long generation,
            Optional<Power.Standstill> standstill,
            long restarts,
            Optional<Failure> failure,
            List<NodeAction> actions)
            implements VmCommand {}

    record ReportAbsent(NodeId node, long epoch, List<NodeAction> actions) implements VmCommand {}
}
