package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import java.util.Map;
import java.util.Optional;

/**
 * A virtual machine's states. One record per status, holding that status's data.
 *
 * <pre>
 * {@link Absent} - define -> {@link Provisioning} - port -> {@link Stopped} - placed -> {@link Preparing}
 *   - memory and port granted -> {@link Launching} - node's fact -> {@link Running} - stop -> {@link Stopping} -> {@link Stopped}
 * {@link Provisioning} - refused, timed out -> {@link Broken}; {@link Preparing} - refused, timed out -> {@link Stopped};
 * {@link Launching} - node said no -> {@link Stopped}; node silent -> {@link Withdrawing} - node's fact -> {@link Stopped}
 * {@link Stopped}, {@link Broken} - delete -> {@link Deleting} (when a node holds its disk) -> {@link Gone}
 * </pre>
 *
 * Whether its node can be reached is not a state: it is an observation of the node, shown beside it.
 */
public sealed interface Vm {

    /** There is none yet. */
    record Absent() implements Vm {}

    /** Defined; waits for its port. */
    record Provisioning(VmSpec spec, boolean startNext) implements Vm {}

    /** Could not be provisioned; only deleting is left. */
    record Broken(VmSpec spec, String code, String detail) implements Vm {}

    /**
     * What every provisioned virtual machine keeps.
     *
     * @param home the node that holds its disk; empty while no node was ever told to start it
     * @param epoch the last one given; a fact under another changes nothing
     */
    record Body(VmSpec spec, Port port, Optional<NodeId> home, long epoch) {
        Body at(NodeId node) {
            return new Body(spec, port, Optional.of(node), epoch);
        }

        Body raisedTo(long newEpoch) {
            return new Body(spec, port, home, newEpoch);
        }

        /** @throws IllegalStateException when no node holds it */
        public NodeId node() {
            return home.orElseThrow(() -> new IllegalStateException("no node holds " + spec.name()));
        }
    }

    /** Runs nowhere. */
    record Stopped(Body body) implements Vm {}

    /** Placed; waits until memory is reserved and its port is bound. Nothing was asked of the node yet. */
    record Preparing(Body body, NodeId node, boolean memoryGranted, Map<PortId, Long> boundPorts) implements Vm {
        boolean isReady() {
            return memoryGranted && boundPorts.containsKey(body.port().portId());
        }
    }

    /** The node was told to start it; only a fact of that node under this epoch ends this. */
    record Launching(Body body, Map<PortId, Long> boundPorts) implements Vm {}

    /** The node did not answer the start; told under a raised epoch that it must not run, it has yet to confirm. */
    record Withdrawing(Body body) implements Vm {}

    /** Runs on its node. */
    record Running(Body body, Map<PortId, Long> boundPorts) implements Vm {}

    /** The node was told to stop it. */
    record Stopping(Body body, StopMode mode) implements Vm {}

    /** The node was told to remove what it holds of it. */
    record Deleting(Body body) implements Vm {}

    /** Deleted; its id is never used again. */
    record Gone(TenantId tenantId) implements Vm {}
}
