package io.tidemark.memory.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.decider.Decision;
import io.tidemark.memory.host.Host.Guest;
import io.tidemark.memory.host.Host.Known;
import io.tidemark.memory.host.HostCommand.*;
import io.tidemark.memory.host.HostEvent.*;
import io.tidemark.units.MemorySize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Any commands in any order: nothing is promised twice, floors and limits of balloons hold, generations only rise. */
class HostRandomWalkTest {
    private static final int STEPS = 3_000;

    private final HostDecider decider = new HostDecider(new NodeId("node-1"));
    private final Map<VmId, Long> generations = new HashMap<>();

    @RepeatedTest(20)
    void keeps_its_invariants(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Host state = decider.initial();
        for (int step = 0; step < STEPS; step++) {
            if (decider.decide(state, HostCommands.any(random)) instanceof Decision.Accepted<HostEvent>(var events)) {
                for (HostEvent event : events) {
                    state = apply(state, event);
                }
            }
        }
    }

    private Host apply(Host before, HostEvent event) {
        Host after = decider.evolve(before, event);
        switch (event) {
            case ReservationGranted e -> {
                Known known = (Known) after;
                assertThat(known.promised())
                        .as("promised after %s", e)
                        .isLessThanOrEqualTo(Admission.promisable(known.capacity()));
                generations.put(e.vmId(), 1L);
            }
            case BalloonTargetSet e -> {
                assertThat(e.targetBytes()).isNotEqualTo(e.fromBytes());
                assertThat(e.generation()).isGreaterThan(generations.getOrDefault(e.vmId(), 0L));
                generations.put(e.vmId(), e.generation());
            }
            case ReservationRefused e -> assertThat(e.neededBytes()).isGreaterThan(e.freeBytes());
            case CapacityLearned _, ReservationReleased _, BalloonMoved _, GuestLimitSet _ -> {}
        }
        if (after instanceof Known known) {
            known.guests().values().forEach(HostRandomWalkTest::check);
        }
        return after;
    }

    private static void check(Guest guest) {
        assertThat(guest.floor()).isLessThanOrEqualTo(guest.memory());
        assertThat(guest.target()).isBetween(guest.floor(), guest.memory());
        guest.limit().ifPresent(limit -> assertThat(limit).isBetween(guest.floor(), guest.memory()));
    }

    @Test
    void a_smaller_capacity_takes_nothing_away_and_promises_nothing_more() {
        Host state = decider.fold(
                decider.initial(),
                List.of(
                        new CapacityLearned(new NodeId("node-1"), MemorySize.ofGibibytes(8)),
                        new CapacityLearned(new NodeId("node-1"), MemorySize.ofGibibytes(1))));
        assertThat(decider.decide(
                        state,
                        new Reserve(
                                new VmId("vm-1"), "acme", 1, MemorySize.ofGibibytes(2), MemorySize.ofGibibytes(2), 1)))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(accepted.events().getFirst()).isInstanceOf(ReservationRefused.class));
    }
}
