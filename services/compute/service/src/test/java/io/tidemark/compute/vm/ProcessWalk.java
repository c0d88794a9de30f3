package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import io.tidemark.decider.Decision;
import io.tidemark.problems.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One random life of a machine among a network, a memory-broker and a node, with compute killed after any of its lines:
 * what it held in memory is gone, what was being taken in comes again. Every message arrives, some twice; a service may
 * pass one over, and a node may say nothing until it is asked again.
 */
final class ProcessWalk {
    static final NodeId NODE = new NodeId("node-1");
    private static final VmId VM = new VmId("vm-1");
    private static final Port PORT =
            new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");
    private static final Placement.Choice ON_NODE = new Placement.Choice(Optional.of(NODE), List.of());
    /** Each ends at rest, so that the next one meets a machine that may be running. */
    private static final int SEASONS = 4;

    private static final int STEPS = 40;

    /** Compute dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final VmDecider decider = new VmDecider(VM);
    private final Random random;
    private final long killAt;
    private long lines;

    /** Durable: the log, and how far each part has read the others. */
    final List<VmEvent> log = new ArrayList<>();

    final WalkOwner network;
    final WalkOwner broker;
    final WalkNode node;
    private boolean calm;

    /** What compute holds in memory; lost when it dies. */
    private Optional<Vm> cached = Optional.empty();

    /** @param killAt after which of its lines compute dies, once; negative for never */
    ProcessWalk(long seed, long killAt) {
        this.random = new Random(seed);
        this.killAt = killAt;
        this.network = new WalkOwner(Grant.port, PORT, this::isUnlucky);
        this.broker = new WalkOwner(Grant.memory, PORT, this::isUnlucky);
        this.node = new WalkNode(NODE, this::isUnlucky);
    }

    /** How many lines compute came past. */
    long lines() {
        return lines;
    }

    private boolean isUnlucky() {
        return !calm && random.nextInt(6) == 0;
    }

    void live() {
        surviving(() -> handle(new Define(VM, SmallMachine.SPEC, true)));
        if (log.isEmpty()) {
            handle(new Define(VM, SmallMachine.SPEC, true));
        }
        for (int season = 0; season < SEASONS; season++) {
            calm = false;
            for (int i = 0; i < STEPS; i++) {
                surviving(this::happen);
            }
            calm = true;
            while (!isAtRest()) {
                surviving(this::proceed);
            }
        }
    }

    private void surviving(Runnable step) {
        try {
            step.run();
        } catch (Killed died) {
            cached = Optional.empty();
        }
    }

    private void happen() {
        switch (random.nextInt(15)) {
            case 0 -> handle(new Start(ON_NODE));
            case 1 -> handle(new Stop(StopMode.forced));
            case 2 -> handle(new AskAgain());
            case 3 -> {
                if (random.nextInt(3) == 0) {
                    late();
                }
            }
            case 4, 5 -> network.takeIn(log);
            case 6, 7 -> broker.takeIn(log);
            case 8 -> node.takeIn(log);
            case 9 -> hear(network.said);
            case 12 -> handle(new Pause());
            case 13 -> handle(new Resume());
            case 14 -> handle(new Restart(random.nextBoolean() ? StopMode.forced : StopMode.graceful));
            case 10 -> hear(broker.said);
            default -> hear(node.said);
        }
    }

    /** Whatever has come is taken in; when nothing more comes, what is waited for is late. */
    private void proceed() {
        boolean moved = network.takeIn(log) | broker.takeIn(log) | node.takeIn(log);
        moved |= hear(network.said) | hear(broker.said) | hear(node.said);
        if (!moved) {
            late();
            handle(new AskAgain());
        }
    }

    private boolean isAtRest() {
        return VmStep.of(state()).isEmpty()
                && !network.hasNews(log)
                && !broker.hasNews(log)
                && !node.hasNews(log)
                && !network.said.hasMore()
                && !broker.said.hasMore()
                && !node.said.hasMore();
    }

    private void late() {
        VmStep.of(state())
                .ifPresent(step -> handle(new ExpireStep(
                        Vm.epochOf(state()), step, new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "late"))));
    }

    /** Takes in the next message. It comes again when compute dies before it has marked it as handled. */
    private boolean hear(WalkMessages from) {
        if (!from.hasMore()) {
            return false;
        }
        handle(from.next());
        line();
        from.handled();
        return true;
    }

    private void handle(VmCommand command) {
        Vm before = state();
        line();
        Decision<VmEvent> decision = decider.decide(before, command);
        line();
        if (decision instanceof Decision.Accepted<VmEvent>(List<VmEvent> events) && !events.isEmpty()) {
            log.addAll(events);
            line();
            cached = Optional.of(decider.fold(before, events));
        }
    }

    /** What it holds in memory is what the log says. */
    private Vm state() {
        Vm replayed = decider.fold(decider.initial(), log);
        cached.ifPresent(held -> assertThat(held).isEqualTo(replayed));
        cached = Optional.of(replayed);
        return replayed;
    }

    private void line() {
        if (lines++ == killAt) {
            throw new Killed();
        }
    }

    Vm.Body body() {
        return Vm.bodyOf(state()).orElseThrow();
    }

    boolean isPaused() {
        return state() instanceof Vm.Running s && s.power().isPaused();
    }

    boolean isRunning() {
        return state() instanceof Vm.Running;
    }
}
