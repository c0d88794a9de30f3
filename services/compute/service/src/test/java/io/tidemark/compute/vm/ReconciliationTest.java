package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.vm.Reconciliation.Verdict;
import io.tidemark.compute.vm.VmCommand.Reconcile;
import io.tidemark.compute.vm.VmEvent.VmAskedAgain;
import io.tidemark.decider.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record beside what nodes show: who is asked, and when nothing is. */
class ReconciliationTest {
    private static final VmId VM = new VmId("vm-1");
    private static final NodeId HOME = new NodeId("node-1");
    private static final NodeId OTHER = new NodeId("node-2");
    private static final Vm.Body BODY = body(false);
    private static final Vm RUNNING = new Vm.Running(BODY, Map.of(), Power.on());
    private static final Vm STOPPED = new Vm.Stopped(BODY);
    private static final Vm STOPPING = new Vm.Stopping(BODY, StopMode.graceful);

    private static Vm.Body body(boolean overdue) {
        Port port = new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");
        return new Vm.Body(SmallMachine.SPEC, port, Optional.of(HOME), 3, new Vm.Asking(0, overdue));
    }

    private static Sighting runs(NodeId node, long epoch) {
        return new Sighting(node, Optional.of(epoch));
    }

    private static Sighting rests(NodeId node) {
        return new Sighting(node, Optional.empty());
    }

    private static Reconciliation of(Vm state, Sighting... seen) {
        return Reconciliation.of(state, List.of(seen));
    }

    @Test
    void what_is_as_recorded_agrees_and_asks_nobody() {
        for (Reconciliation found : List.of(
                of(RUNNING, runs(HOME, 3), rests(OTHER)),
                of(STOPPED, rests(HOME)),
                of(STOPPING, runs(HOME, 3)),
                of(new Vm.Launching(BODY, List.of(), Map.of()), rests(HOME)),
                of(new Vm.Deleting(BODY), rests(HOME)),
                of(new Vm.Provisioning(SmallMachine.SPEC, true)))) {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(Verdict.agrees);
            assertThat(found.ask()).as(found.toString()).isEmpty();
        }
    }

    @Test
    void where_the_node_shows_something_else_it_is_asked() {
        for (Reconciliation found : List.of(
                of(RUNNING, rests(HOME)),
                of(RUNNING, runs(HOME, 2)),
                of(STOPPED, runs(HOME, 3)),
                of(STOPPING, rests(HOME)),
                of(new Vm.Launching(BODY, List.of(), Map.of()), runs(HOME, 3)))) {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(Verdict.differs);
            assertThat(found.ask()).as(found.toString()).contains(HOME);
        }
    }

    @Test
    void a_guest_on_a_node_that_does_not_hold_it_is_that_nodes_to_end() {
        assertThat(of(RUNNING, runs(HOME, 3), runs(OTHER, 2)).ask()).contains(OTHER);
        Reconciliation ofTheGone = of(new Vm.Gone(SmallMachine.SPEC.tenantId()), runs(OTHER, 2));
        assertThat(ofTheGone.verdict()).isEqualTo(Verdict.differs);
        assertThat(ofTheGone.ask()).isEmpty();
    }

    @Test
    void a_node_that_is_silent_is_unknown_and_one_that_is_late_is_asked() {
        assertThat(of(RUNNING, rests(OTHER)).verdict()).isEqualTo(Verdict.unknown);
        assertThat(of(RUNNING, rests(OTHER)).ask()).isEmpty();
        Reconciliation late = of(new Vm.Stopping(body(true), StopMode.graceful));
        assertThat(late.verdict()).isEqualTo(Verdict.overdue);
        assertThat(late.ask()).contains(HOME);
    }

    @Test
    void a_difference_becomes_an_event_and_an_agreement_none() {
        VmDecider decider = new VmDecider(VM);
        List<Sighting> gone = List.of(rests(HOME));
        assertThat(decider.decide(RUNNING, new Reconcile(gone, of(RUNNING, rests(HOME)))))
                .isEqualTo(Decision.accept(new VmAskedAgain(
                        VM,
                        SmallMachine.SPEC,
                        Optional.of(HOME),
                        3,
                        1,
                        VmStep.look,
                        "recorded running, but node node-1 does not run it")));
        List<Sighting> there = List.of(runs(HOME, 3));
        assertThat(decider.decide(RUNNING, new Reconcile(there, of(RUNNING, runs(HOME, 3)))))
                .isEqualTo(Decision.nothing());
    }

    @Test
    void what_changed_since_it_was_looked_at_is_not_acted_on() {
        Decision<VmEvent> decision =
                new VmDecider(VM).decide(STOPPED, new Reconcile(List.of(rests(HOME)), of(RUNNING, rests(HOME))));
        assertThat(decision).isInstanceOf(Decision.Rejected.class);
    }
}
