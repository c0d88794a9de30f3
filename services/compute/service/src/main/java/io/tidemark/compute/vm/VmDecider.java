package io.tidemark.compute.vm;

import static io.tidemark.decider.Decision.accept;
import static io.tidemark.decider.Decision.nothing;
import static io.tidemark.decider.Decision.reject;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Vm.Absent;
import io.tidemark.compute.vm.Vm.Body;
import io.tidemark.compute.vm.Vm.Broken;
import io.tidemark.compute.vm.Vm.Compensating;
import io.tidemark.compute.vm.Vm.Deleting;
import io.tidemark.compute.vm.Vm.Gone;
import io.tidemark.compute.vm.Vm.Launching;
import io.tidemark.compute.vm.Vm.Preparing;
import io.tidemark.compute.vm.Vm.Provisioning;
import io.tidemark.compute.vm.Vm.Running;
import io.tidemark.compute.vm.Vm.Stopped;
import io.tidemark.compute.vm.Vm.Stopping;
import io.tidemark.compute.vm.Vm.Trashed;
import io.tidemark.compute.vm.Vm.Withdrawing;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            case Row(Absent _, Define c) -> Creation.define(id, c);
            case Row(Vm _, Define _) -> reject(VmProblem.VM_ALREADY_EXISTS, id + " exists");
            case Row(Absent _, VmCommand _) -> reject(VmProblem.VM_NOT_FOUND, "no virtual machine has the id " + id);
            case Row(Gone _, Start _),
                    Row(Gone _, Stop _),
                    Row(Gone _, Rename _),
                    Row(Gone _, Pause _),
                    Row(Gone _, Resume _),
                    Row(Gone _, Restart _) -> reject(VmProblem.VM_NOT_FOUND, id + " was deleted");

            case Row(Vm s, Rename c) -> Creation.rename(id, s, c);

            case Row(Provisioning s, AttachPort c) -> Creation.attach(id, s, c);
            case Row(Provisioning _, RefusePort(String code, String detail)) ->
                accept(new VmCreationFailed(id, code, detail));
            case Row(Vm _, AttachPort _), Row(Vm _, RefusePort _) -> nothing();

            case Row(Stopped s, Start c) -> Placing.start(id, s.body(), c.placement());
            case Row(Running _, Start _), Row(Launching _, Start _), Row(Preparing _, Start _) -> nothing();
            case Row(Trashed s, Start _) -> Removal.isDeleted(id, s);
            case Row(Broken s, Start _) -> reject(VmProblem.VM_BROKEN, s.code() + ": " + s.detail());
            case Row(Vm s, Start _) -> busy(s);

            case Row(Preparing s, GrantMemory(long epoch))
            when current(s.body(), epoch) -> prepared(s.with(Grant.memory), new VmMemoryGranted(id, epoch));
            case Row(Preparing s, RefuseMemory(long epoch, String code, String detail))
            when current(s.body(), epoch) -> undoing().giveUp(s, Failure.of(code, detail));
            case Row(Preparing s, BindPort(long epoch, PortId port, long generation))
            when current(s.body(), epoch) ->
                prepared(s.bound(port, generation), new VmPortBound(id, epoch, port, generation));
            case Row(Vm _, GrantMemory _), Row(Vm _, RefuseMemory _), Row(Vm _, BindPort _) -> nothing();

            case Row(Compensating s, ConfirmGivenBack(long epoch, Grant grant))
            when s.grantedUnder() == epoch && s.next() == grant -> undoing().givenBack(s, true);
            case Row(Vm _, ConfirmGivenBack _) -> nothing();

            case Row(Vm s, ExpireStep c) -> new Overdue(id).decide(s, c);

            case Row(Vm s, AskAgain _) -> Asked.again(id, s);
            case Row(Vm s, Reconcile c) -> Asked.toTell(id, s, c);

            case Row(Provisioning _, Cancel _) ->
                accept(new VmCreationFailed(id, VmProblem.CANCELLED.name(), "before it had a port"));
            case Row(Preparing s, Cancel(long epoch))
            when current(s.body(), epoch) ->
                undoing().giveUp(s, Failure.of(VmProblem.CANCELLED.name(), "before a node was told to start it"));
            case Row(Vm s, Cancel _) -> reject(VmProblem.NOT_CANCELLABLE, id + " is " + word(s));

            case Row(Launching s, ReportRunning(NodeId node, long epoch, List<NodeAction> actions))
            when from(s.body(), node, epoch) -> accept(new VmStarted(id, node, epoch, actions));
            case Row(Launching s, ReportStartFailed c)
            when from(s.body(), c.node(), c.epoch()) ->
                undoing().giveUp(s.body(), c.node(), s.taken(), new Failure(c.code(), c.detail(), c.actions()));
            case Row(Vm _, ReportRunning _), Row(Vm _, ReportStartFailed _) -> nothing();

            case Row(Running s, ReportStopped c) when from(s.body(), c.node(), c.epoch()) -> Powering.stopped(id, s, c);
            case Row(Stopping s, ReportStopped c) when from(s.body(), c.node(), c.epoch()) -> stopped(c);
            case Row(Launching s, ReportStopped c)
            when from(s.body(), c.node(), c.epoch()) -> undoing().giveUp(s.body(), c.node(), s.taken(), unseen(c));
            case Row(Withdrawing s, ReportStopped c)
            when from(s.body(), c.node(), c.epoch()) -> undoing().giveUp(s.body(), c.node(), s.taken(), withdrawn(c));
            case Row(Vm _, ReportStopped _) -> nothing();

            case Row(Running s, Stop(StopMode mode)) ->
                Powering.againstStop(id, s, mode).orElseGet(() -> direct(s.body(), mode));
            case Row(Stopping s, Stop(StopMode mode)) -> mode == s.mode() ? nothing() : direct(s.body(), mode);
            case Row(Stopped _, Stop _) -> nothing();
            case Row(Vm s, Stop _) -> notRunning(s);

            case Row(Running s, Pause _) -> Powering.pause(id, s);
            case Row(Running s, Resume _) -> Powering.resume(id, s);
            case Row(Running s, Restart(StopMode mode)) -> Powering.restart(id, s, mode);
            case Row(Vm s, Pause _) -> notRunning(s);
            case Row(Vm s, Resume _) -> notRunning(s);
            case Row(Vm s, Restart _) -> notRunning(s);
            case Row(Running s, ReportPower c) when from(s.body(), c.node(), c.epoch()) -> Powering.told(id, s, c);
            case Row(Vm _, ReportPower _) -> nothing();

            case Row(Vm s, Removing c) -> Removal.decide(id, s, c);

            case Row(Deleting s, ReportAbsent c) when from(s.body(), c.node(), c.epoch()) -> accept(new VmDeleted(id));
            case Row(Vm _, ReportAbsent _) -> nothing();
        };
    }

    /** Tells the node to start once everything that it needs is granted. */
    private Decision<VmEvent> prepared(Preparing next, VmEvent granted) {
        List<VmEvent> events = new ArrayList<>(List.of(granted));
        if (next.isReady()) {
            events.add(new VmStartDirected(id, next.node(), next.body().epoch()));
        }
        return accept(events);
    }

    private Undoing undoing() {
        return new Undoing(id);
    }

    private Decision<VmEvent> direct(Body body, StopMode mode) {
        return accept(new VmStopDirected(id, body.node(), body.epoch(), mode));
    }

    private Decision<VmEvent> stopped(ReportStopped c) {
        return accept(new VmStopped(id, c.node(), c.epoch(), c.cause(), c.actions()));
    }

    private static Failure withdrawn(ReportStopped c) {
        return new Failure(
                VmProblem.NODE_DID_NOT_ANSWER.name(),
                "the node confirmed under a raised epoch that it does not run",
                c.actions());
    }

    private static Failure unseen(ReportStopped c) {
        return new Failure(
                "GUEST_" + c.cause().toUpperCase(Locale.ROOT).replace('-', '_'),
                "the guest stopped before it was seen running: " + c.cause(),
                c.actions());
    }

    private Decision<VmEvent> notRunning(Vm state) {
        return switch (state) {
            case Launching _, Preparing _, Withdrawing _, Compensating _, Stopping _ -> busy(state);
            case Trashed s -> Removal.isDeleted(id, s);
            case Absent _, Provisioning _, Broken _, Stopped _, Running _, Deleting _, Gone _ ->
                reject(VmProblem.VM_NOT_RUNNING, id + " is not running");
        };
    }

    private Decision<VmEvent> busy(Vm state) {
        return reject(VmProblem.VM_BUSY, id + " is " + word(state));
    }

    static String word(Vm state) {
        return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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
