package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A virtual machine's states. One record per status, holding that status's data.
 *
 * <pre>
 * {@link Absent} - define -> {@link Provisioning} - port -> {@link Stopped} - placed -> {@link Preparing}
 *   - memory and port granted -> {@link Launching} - node's fact -> {@link Running} - stop -> {@link Stopping} -> {@link Stopped}
 * {@link Provisioning} - refused, timed out -> {@link Broken}
 * {@link Launching} - node silent -> {@link Withdrawing}
 * {@link Preparing} - refused, timed out, {@link Launching} - node said no, {@link Withdrawing} - node's fact
 *   -> {@link Compensating} until all that was granted is given back, the last first -> {@link Stopped}
 * {@link Stopped} - delete -> {@link Trashed} - undelete -> {@link Stopped}
 * {@link Trashed} - grace over, {@link Trashed}, {@link Stopped} - purge -> {@link Deleting} (when a node holds its disk)
 *   -> {@link Gone}
 * {@link Broken} - delete -> {@link Gone}
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
    record Body(VmSpec spec, Port port, Optional<NodeId> home, long epoch, Asking asking) {
        static Body fresh(VmSpec spec, Port port) {
            return new Body(spec, port, Optional.empty(), 0, new Asking(0, false));
        }

        /** The same on that node. */
        public Body at(NodeId node) {
            return new Body(spec, port, Optional.of(node), epoch, asking);
        }

        Body raisedTo(long newEpoch) {
            return new Body(spec, port, home, newEpoch, asking.anew());
        }

        Body with(VmSpec newSpec) {
            return new Body(newSpec, port, home, epoch, asking);
        }

        Body with(Asking newAsking) {
            return new Body(spec, port, home, epoch, newAsking);
        }

        /** Its node is told something else, and answers. */
        Body asked() {
            return with(asking.again(asking.generation() + 1));
        }

        Body askedAnew() {
            return with(asking.anew());
        }

        /** @throws IllegalStateException when no node holds it */
        public NodeId node() {
            return home.orElseThrow(() -> new IllegalStateException("no node holds " + spec.name()));
        }
    }

    /**
     * How its node was asked.
     *
     * @param generation rises with each asking again and never falls; the node answers each anew
     * @param overdue whether what is waited for was recorded as overdue
     */
    record Asking(long generation, boolean overdue) {
        Asking again(long raised) {
            return new Asking(raised, false);
        }

        /** Something else is waited for. */
        Asking anew() {
            return new Asking(generation, false);
        }

        Asking late() {
            return new Asking(generation, true);
        }
    }

    /** Runs nowhere. */
    record Stopped(Body body) implements Vm {}

    /**
     * Placed; waits until memory is reserved and its port is bound. Nothing was asked of the node yet.
     *
     * @param taken what was granted under the epoch, in that order
     */
    record Preparing(Body body, NodeId node, List<Grant> taken, Map<PortId, Long> boundPorts) implements Vm {
        boolean isReady() {
            return taken.containsAll(List.of(Grant.values()));
        }

        Preparing with(Body newBody) {
            return new Preparing(newBody, node, taken, boundPorts);
        }

        Preparing with(Grant granted) {
            List<Grant> more = new ArrayList<>(taken);
            if (!more.contains(granted)) {
                more.add(granted);
            }
            return new Preparing(body, node, List.copyOf(more), boundPorts);
        }

        Preparing bound(PortId port, long generation) {
            Map<PortId, Long> ports = new HashMap<>(boundPorts);
            ports.put(port, generation);
            return new Preparing(body, node, taken, Map.copyOf(ports)).with(Grant.port);
        }
    }

    /** The node was told to start it; only a fact of that node under this epoch ends this. */
    record Launching(Body body, List<Grant> taken, Map<PortId, Long> boundPorts) implements Vm {}

    /** The node did not answer the start; told under a raised epoch that it must not run, it has yet to confirm. */
    record Withdrawing(Body body, List<Grant> taken) implements Vm {}

    /**
     * The start is given up; what was taken for it is given back step by step.
     *
     * @param node where it was to start
     * @param left what is still held, as it was taken; never empty, the last one was asked for
     * @param grantedUnder the epoch of the grants: the body's, or the one before where the start was withdrawn
     */
    record Compensating(Body body, NodeId node, List<Grant> left, long grantedUnder, Failure failure) implements Vm {
        Grant next() {
            return left.getLast();
        }

        List<Grant> rest() {
            return left.subList(0, left.size() - 1);
        }
    }

    /** Runs on its node; its guest may stand still. */
    record Running(Body body, Map<PortId, Long> boundPorts, Power power) implements Vm {
        Running with(Power next) {
            return new Running(body, boundPorts, next);
        }
    }

    /** The node was told to stop it. */
    record Stopping(Body body, StopMode mode) implements Vm {}

    /** Deleted, but kept until {@code purgeAt}: its volumes and its port are still its own. */
    record Trashed(Body body, Instant purgeAt) implements Vm {}

    /** The node was told to remove what it holds of it. */
    record Deleting(Body body) implements Vm {}

    /** Deleted; its id is never used again. */
    record Gone(TenantId tenantId) implements Vm {}

    /** What it keeps; empty while it is not provisioned, and when it is gone. */
    static Optional<Body> bodyOf(Vm state) {
        return switch (state) {
            case Stopped s -> Optional.of(s.body());
            case Preparing s -> Optional.of(s.body());
            case Launching s -> Optional.of(s.body());
            case Withdrawing s -> Optional.of(s.body());
            case Compensating s -> Optional.of(s.body());
            case Running s -> Optional.of(s.body());
            case Stopping s -> Optional.of(s.body());
            case Trashed s -> Optional.of(s.body());
            case Deleting s -> Optional.of(s.body());
            case Absent _, Provisioning _, Broken _, Gone _ -> Optional.empty();
        };
    }

    /** What it is made of; empty while there is none, and when it is gone. */
    static Optional<VmSpec> specOf(Vm state) {
        return switch (state) {
            case Provisioning s -> Optional.of(s.spec());
            case Broken s -> Optional.of(s.spec());
            case Stopped _,
                    Preparing _,
                    Launching _,
                    Withdrawing _,
                    Compensating _,
                    Running _,
                    Stopping _,
                    Trashed _,
                    Deleting _ -> bodyOf(state).map(Body::spec);
            case Absent _, Gone _ -> Optional.empty();
        };
    }

    /** The same status with what {@code change} makes of its body; a status without one stays as it is. */
    static Vm changed(Vm state, UnaryOperator<Body> change) {
        return switch (state) {
            case Stopped s -> new Stopped(change.apply(s.body()));
            case Preparing s -> s.with(change.apply(s.body()));
            case Launching s -> new Launching(change.apply(s.body()), s.taken(), s.boundPorts());
            case Withdrawing s -> new Withdrawing(change.apply(s.body()), s.taken());
            case Compensating s ->
                new Compensating(change.apply(s.body()), s.node(), s.left(), s.grantedUnder(), s.failure());
            case Running s -> new Running(change.apply(s.body()), s.boundPorts(), s.power());
            case Stopping s -> new Stopping(change.apply(s.body()), s.mode());
            case Trashed s -> new Trashed(change.apply(s.body()), s.purgeAt());
            case Deleting s -> new Deleting(change.apply(s.body()));
            case Absent _, Provisioning _, Broken _, Gone _ -> state;
        };
    }

    /** The same status under another name. */
    static Vm renamed(Vm state, String name) {
        return switch (state) {
            case Provisioning s -> new Provisioning(s.spec().named(name), s.startNext());
            case Broken s -> new Broken(s.spec().named(name), s.code(), s.detail());
            case Stopped _,
                    Preparing _,
                    Launching _,
                    Withdrawing _,
                    Compensating _,
                    Running _,
                    Stopping _,
                    Trashed _,
                    Deleting _ -> changed(state, body -> body.with(body.spec().named(name)));
            case Absent _, Gone _ -> state;
        };
    }

    /** The epoch that is current; zero while there was none. */
    static long epochOf(Vm state) {
        return bodyOf(state).map(Body::epoch).orElse(0L);
    }
}
