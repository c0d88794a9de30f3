package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.Vm.Absent;
import io.tidemark.compute.vm.Vm.Body;
import io.tidemark.compute.vm.Vm.Broken;
import io.tidemark.compute.vm.Vm.Deleting;
import io.tidemark.compute.vm.Vm.Gone;
import io.tidemark.compute.vm.Vm.Launching;
import io.tidemark.compute.vm.Vm.Preparing;
import io.tidemark.compute.vm.Vm.Provisioning;
import io.tidemark.compute.vm.Vm.Running;
import io.tidemark.compute.vm.Vm.Stopped;
import io.tidemark.compute.vm.Vm.Stopping;
import io.tidemark.compute.vm.Vm.Withdrawing;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may happen to one virtual machine. Before a node was told to start it, a refusal or a time-out leads back;
 * afterwards only a fact of that node under the current epoch, or its answer to a raised one, does.
 */
public final class VmDecider implements Decider<VmCommand, Vm, VmEvent> {
    private final VmId id;

    public VmDecider(VmId id) {
        this.id = id;
    }

    private record Row(Vm state, VmCommand command) {}

    @Override
    public Vm initial() {
        return new Absent();
    }

    @Override
    public Decision<VmEvent> decide(Vm state, VmCommand command) {
        return switch (new Row(state, command)) {
            case Row(Absent _, Define c) -> define(c);
            case Row(Vm _, Define _) -> reject(VmProblem.VM_ALREADY_EXISTS, id + " exists");
            case Row(Absent _, VmCommand _) -> reject(VmProblem.VM_NOT_FOUND, "no virtual machine has the id " + id);
            case Row(Gone _, Start _), Row(Gone _, Stop _) -> reject(VmProblem.VM_NOT_FOUND, id + " was deleted");

            case Row(Provisioning s, AttachPort c) -> attach(s, c);
            case Row(Provisioning _, RefusePort(String code, String detail)) ->
                accept(new VmCreationFailed(id, code, detail));
            case Row(Vm _, AttachPort _), Row(Vm _, RefusePort _) -> nothing();

            case Row(Stopped s, Start c) -> start(s.body(), c.placement());
            case Row(Running _, Start _), Row(Launching _, Start _), Row(Preparing _, Start _) -> nothing();
            case Row(Broken s, Start _) -> reject(VmProblem.VM_BROKEN, s.code() + ": " + s.detail());
            case Row(Vm s, Start _) -> busy(s);

            case Row(Preparing s, GrantMemory(long epoch))
            when current(s.body(), epoch) ->
                prepared(new Preparing(s.body(), s.node(), true, s.boundPorts()), new VmMemoryGranted(id, epoch));
            case Row(Preparing s, RefuseMemory(long epoch, String code, String detail))
            when current(s.body(), epoch) ->
                accept(failed(Optional.of(s.node()), s.body().epoch(), code, detail));
            case Row(Preparing s, BindPort(long epoch, PortId port, long generation))
            when current(s.body(), epoch) ->
                prepared(bound(s, port, generation), new VmPortBound(id, epoch, port, generation));
            case Row(Vm _, GrantMemory _), Row(Vm _, RefuseMemory _), Row(Vm _, BindPort _) -> nothing();

            case Row(Provisioning _, ExpireStep c) ->
                accept(new VmCreationFailed(
                        id, c.reason().code().name(), c.reason().detail()));
            case Row(Preparing s, ExpireStep c)
            when current(s.body(), c.epoch()) ->
                accept(failed(
                        Optional.of(s.node()),
                        s.body().epoch(),
                        c.reason().code().name(),
                        c.reason().detail()));
            case Row(Launching s, ExpireStep c)
            when current(s.body(), c.epoch()) ->
                accept(new VmStartWithdrawn(
                        id,
                        s.body().node(),
                        s.body().epoch() + 1,
                        c.reason().code().name(),
                        c.reason().detail()));
            case Row(Vm _, ExpireStep _) -> nothing();

            case Row(Provisioning _, Cancel _) ->
                accept(new VmCreationFailed(id, VmProblem.CANCELLED.name(), "before it had a port"));
            case Row(Preparing s, Cancel(long epoch))
            when current(s.body(), epoch) ->
                accept(failed(
                        Optional.of(s.node()),
                        epoch,
                        VmProblem.CANCELLED.name(),
                        "before a node was told to start it"));
            case Row(Vm s, Cancel _) -> reject(VmProblem.NOT_CANCELLABLE, id + " is " + word(s));

            case Row(Launching s, ReportRunning(NodeId node, long epoch, List<NodeAction> actions))
            when from(s.body(), node, epoch) -> accept(new VmStarted(id, node, epoch, actions));
            case Row(Launching s, ReportStartFailed c)
            when from(s.body(), c.node(), c.epoch()) ->
                accept(new VmStartFailed(id, Optional.of(c.node()), c.epoch(), c.code(), c.detail(), c.actions()));
            case Row(Vm _, ReportRunning _), Row(Vm _, ReportStartFailed _) -> nothing();

            case Row(Running s, ReportStopped c) when from(s.body(), c.node(), c.epoch()) -> stopped(c);
            case Row(Stopping s, ReportStopped c) when from(s.body(), c.node(), c.epoch()) -> stopped(c);
            case Row(Launching s, ReportStopped c)
            when from(s.body(), c.node(), c.epoch()) ->
                accept(new VmStartFailed(
                        id,
                        Optional.of(c.node()),
                        c.epoch(),
                        "GUEST_" + c.cause().toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
                        "the guest stopped before it was seen running: " + c.cause(),
                        c.actions()));
            case Row(Withdrawing s, ReportStopped c)
            when from(s.body(), c.node(), c.epoch()) -> accept(withdrawn(s.body(), c.actions()));
            case Row(Vm _, ReportStopped _) -> nothing();

            case Row(Running s, Stop(StopMode mode)) -> direct(s.body(), mode);
            case Row(Stopping s, Stop(StopMode mode)) -> mode == s.mode() ? nothing() : direct(s.body(), mode);
            case Row(Stopped _, Stop _) -> nothing();
            case Row(Launching s, Stop _) -> busy(s);
            case Row(Preparing s, Stop _) -> busy(s);
            case Row(Withdrawing s, Stop _) -> busy(s);
            case Row(Vm _, Stop _) -> reject(VmProblem.VM_NOT_RUNNING, id + " is not running");

            case Row(Stopped s, Delete _) -> delete(s.body());
            case Row(Broken _, Delete _) -> accept(new VmDeleted(id));
            case Row(Deleting _, Delete _), Row(Gone _, Delete _) -> nothing();
            case Row(Running _, Delete _) -> reject(VmProblem.VM_NOT_STOPPED, id + " is running");
            case Row(Vm s, Delete _) -> busy(s);

            case Row(Deleting s, ReportAbsent c) when from(s.body(), c.node(), c.epoch()) -> accept(new VmDeleted(id));
            case Row(Vm _, ReportAbsent _) -> nothing();
        };
    }

    private Decision<VmEvent> define(Define c) {
        return c.spec()
                .flaw()
                .map(flaw -> Decision.<VmEvent>reject(VmProblem.VM_INVALID, flaw))
                .orElseGet(() -> accept(new VmDefined(id, c.spec(), c.start())));
    }

    private Decision<VmEvent> attach(Provisioning s, AttachPort c) {
        VmEvent attached = new VmPortAttached(id, c.port(), s.startNext());
        if (!s.startNext()) {
            return accept(attached);
        }
        Body body = new Body(s.spec(), c.port(), Optional.empty(), 0);
        return accept(List.of(attached, placedOrFailed(body, c.placement())));
    }

    private Decision<VmEvent> start(Body body, Placement.Choice placement) {
        return placement.chosen().isPresent()
                ? accept(placedOrFailed(body, placement))
                : reject(VmProblem.NO_NODE, placement.explain());
    }

    private VmEvent placedOrFailed(Body body, Placement.Choice placement) {
        return placement
                .chosen()
                .<VmEvent>map(node -> new VmPlaced(
                        id,
                        body.spec().tenantId(),
                        node,
                        body.epoch() + 1,
                        body.spec().memoryBytes(),
                        body.spec().memoryReservationBytes(),
                        body.spec().vcpus(),
                        List.of(body.port().portId()),
                        placement.verdicts()))
                .orElseGet(() -> failed(Optional.empty(), body.epoch(), VmProblem.NO_NODE.name(), placement.explain()));
    }

    /** Tells the node to start once everything that it needs is granted. */
    private Decision<VmEvent> prepared(Preparing next, VmEvent granted) {
        List<VmEvent> events = new ArrayList<>(List.of(granted));
        if (next.isReady()) {
            events.add(new VmStartDirected(id, next.node(), next.body().epoch()));
        }
        return accept(events);
    }

    private static Preparing bound(Preparing s, PortId port, long generation) {
        java.util.Map<PortId, Long> ports = new java.util.HashMap<>(s.boundPorts());
        ports.put(port, generation);
        return new Preparing(s.body(), s.node(), s.memoryGranted(), java.util.Map.copyOf(ports));
    }

    private Decision<VmEvent> direct(Body body, StopMode mode) {
        return accept(new VmStopDirected(id, body.node(), body.epoch(), mode));
    }

    private Decision<VmEvent> delete(Body body) {
        return body.home().isPresent()
                ? accept(new VmDeleteDirected(id, body.node(), body.epoch()))
                : accept(new VmDeleted(id));
    }

    private Decision<VmEvent> stopped(ReportStopped c) {
        return accept(new VmStopped(id, c.node(), c.epoch(), c.cause(), c.actions()));
    }

    private VmStartFailed failed(Optional<NodeId> node, long epoch, String code, String detail) {
        return new VmStartFailed(id, node, epoch, code, detail, List.of());
    }

    private VmStartFailed withdrawn(Body body, List<NodeAction> actions) {
        return new VmStartFailed(
                id,
                body.home(),
                body.epoch(),
                VmProblem.NODE_DID_NOT_ANSWER.name(),
                "the node confirmed under a raised epoch that it does not run",
                actions);
    }

    private Decision<VmEvent> busy(Vm state) {
        return reject(VmProblem.VM_BUSY, id + " is " + word(state));
    }

    private static String word(Vm state) {
        return state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean current(Body body, long epoch) {
        return body.epoch() == epoch;
    }

    private static boolean from(Body body, NodeId node, long epoch) {
        return body.epoch() == epoch && body.home().filter(node::equals).isPresent();
    }

    @Override
    public Vm evolve(Vm state, VmEvent event) {
        return VmHistory.evolve(state, event);
    }
}
