package io.tidemark.compute.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.fleet.NodeId;
import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.decider.Decision;
import io.tidemark.problems.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Any commands in any order: the history always folds, epochs only rise, no start is directed without its grants, a
 * machine with a disk goes to no node but the one that has it, and what is undeleted is what was deleted.
 */
class VmRandomWalkTest {
    private static final int STEPS = 2_000;
    private static final VmId VM = new VmId("vm-1");
    private static final Instant GRACE_OVER = Instant.parse("2026-11-23T08:00:00Z");
    private static final Port PORT =
            new Port(new PortId("port-1"), new NetworkId("net-1"), "52:54:00:00:00:01", "10.0.0.2");

    @RepeatedTest(20)
    void keeps_its_invariants(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        VmDecider decider = new VmDecider(VM);
        Vm state = decider.initial();
        long epoch = 0;
        for (int step = 0; step < STEPS; step++) {
            Decision<VmEvent> decision = decider.decide(state, command(random));
            if (decision instanceof Decision.Accepted<VmEvent>(List<VmEvent> events)) {
                for (VmEvent event : events) {
                    Vm before = state;
                    state = decider.evolve(state, event);
                    epoch = checkEpoch(epoch, event);
                    if (before instanceof Vm.Stopped stopped && event instanceof VmEvent.VmPlaced placed) {
                        assertThat(stopped.body().home().orElse(placed.nodeId()))
                                .isEqualTo(placed.nodeId());
                    }
                    if (before instanceof Vm.Trashed trashed && event instanceof VmEvent.VmUndeleted) {
                        assertThat(state).isEqualTo(new Vm.Stopped(trashed.body()));
                    }
                    if (event instanceof VmEvent.VmStartDirected) {
                        assertThat(before)
                                .isInstanceOfSatisfying(
                                        Vm.Preparing.class,
                                        preparing ->
                                                assertThat(preparing.isReady()).isTrue());
                    }
                }
            }
        }
    }

    private static long checkEpoch(long epoch, VmEvent event) {
        return switch (event) {
            case VmEvent.VmPlaced e -> {
                assertThat(e.epoch()).isGreaterThan(epoch);
                yield e.epoch();
            }
            case VmEvent.VmStartWithdrawn e -> {
                assertThat(e.epoch()).isGreaterThan(epoch);
                yield e.epoch();
            }
            case VmEvent.VmStarted e -> {
                assertThat(e.epoch()).isEqualTo(epoch);
                yield epoch;
            }
            default -> epoch;
        };
    }

    private static Optional<Power.Standstill> standstill(Random random) {
        int one = random.nextInt(Power.Standstill.values().length + 1);
        return one == 0 ? Optional.empty() : Optional.of(Power.Standstill.values()[one - 1]);
    }

    private static VmCommand command(Random random) {
        NodeId node = new NodeId("node-" + random.nextInt(2));
        long epoch = random.nextInt(4) + Math.max(0, random.nextInt(400) - 10);
        VmStep step = VmStep.values()[random.nextInt(VmStep.values().length)];
        Placement.Choice choice =
                random.nextInt(5) == 0 ? Placement.Choice.NONE : new Placement.Choice(Optional.of(node), List.of());
        return switch (random.nextInt(24)) {
            case 0 -> new Define(VM, SmallMachine.SPEC, random.nextBoolean());
            case 1 -> new Start(choice);
            case 2 -> new Stop(random.nextBoolean() ? StopMode.forced : StopMode.graceful);
            case 3 -> random.nextInt(50) == 0 ? new Purge() : new Start(choice);
            case 4 -> new AttachPort(PORT, choice);
            case 5 -> new RefusePort("NETWORK_FULL", "no address");
            case 6, 7 -> new GrantMemory(epoch);
            case 8 -> new RefuseMemory(epoch, "NO_MEMORY", "full");
            case 9 -> new BindPort(epoch, PORT.portId(), random.nextInt(9));
            case 10 -> new ExpireStep(epoch, step, new Rejection(VmProblem.NODE_DID_NOT_ANSWER, "late"));
            case 11 -> new ReportRunning(node, epoch, List.of());
            case 12 -> new ConfirmGivenBack(epoch, random.nextBoolean() ? Grant.memory : Grant.port);
            case 13 -> new AskAgain();
            case 14 -> new ReportStopped(node, epoch, "crashed", List.of());
            case 15 -> new Rename("web" + random.nextInt(3));
            case 16 -> new Pause();
            case 17 -> new Resume();
            case 18 -> new Restart(random.nextBoolean() ? StopMode.forced : StopMode.graceful);
            case 19 ->
                new ReportPower(
                        node,
                        epoch,
                        random.nextInt(9),
                        standstill(random),
                        random.nextInt(4),
                        Optional.empty(),
                        List.of());
            case 20 -> new Delete(GRACE_OVER);
            case 21 -> new Undelete();
            case 22 -> new ExpireGrace(random.nextInt(50) == 0 ? GRACE_OVER : GRACE_OVER.minusMillis(1));
            default -> new ReportAbsent(node, epoch, List.of());
        };
    }
}
