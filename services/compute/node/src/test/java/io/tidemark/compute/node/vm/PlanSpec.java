package io.tidemark.compute.node.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.RunTrace;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.hypervisor.StopReason;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Given a journal and a directive, when this is seen, then that is the next step. */
final class PlanSpec {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);
    static final String BOOT = "boot-1";
    static final Sighting NEVER = new Sighting.Gone(new RunTrace.NeverStarted());
    private static final VmId VM = new VmId(new UUID(1, 2));

    private PlanSpec() {}

    static VmDirective directive(long epoch, Desired desired, StopMode mode) {
        return new VmDirective(
                VM,
                epoch,
                desired,
                mode,
                "web",
                "acme",
                1,
                MemorySize.ofMebibytes(256),
                List.of(),
                List.of(),
                0,
                VmDirective.Power.ON);
    }

    /** The same, asked again. */
    static VmDirective again(VmDirective one, long generation) {
        return powered(one, generation, one.power());
    }

    /** The same with the guest's power as it is wanted under this generation. */
    static VmDirective powered(VmDirective one, long generation, VmDirective.Power power) {
        return new VmDirective(
                one.vm(),
                one.epoch(),
                one.desired(),
                one.stopMode(),
                one.name(),
                one.tenant(),
                one.vcpus(),
                one.memory(),
                one.disks(),
                one.nics(),
                generation,
                power);
    }

    static VmDirective directive(long epoch, Desired desired) {
        return directive(epoch, desired, StopMode.GRACEFUL);
    }

    static Sighting ended(StopReason reason) {
        return new Sighting.Gone(new RunTrace.Started(reason));
    }

    /** The journal is about this epoch, in this phase, and the directive wants that. */
    static Given given(VmDirective desired, long epoch, Phase phase) {
        return new Given(new JournalEntry(desired, Map.of(), epoch, phase, BOOT, BOOT, 0), BOOT);
    }

    static Given given(VmDirective desired, Phase phase) {
        return given(desired, desired.epoch(), phase);
    }

    record Given(JournalEntry entry, String bootNow) {
        Given afterAHostBoot() {
            return new Given(entry, "boot-2");
        }

        Then whenSeen(Sighting sighting) {
            return whenSeen(sighting, new Needs.Met(List.of("tap0")), NOW);
        }

        Then whenSeen(Sighting sighting, Needs needs, Instant now) {
            return new Then(entry, VmPlan.next(new Situation(entry, sighting, needs, now, bootNow)));
        }
    }

    record Then(JournalEntry before, Step step) {
        void then(Step expected) {
            assertThat(step).isEqualTo(expected);
        }

        void thenPhase(Phase expected) {
            assertThat(step).isInstanceOf(Step.Become.class);
            assertThat(((Step.Become) step).next().phase()).isEqualTo(expected);
            assertThat(((Step.Become) step).next().epoch())
                    .isEqualTo(before.desired().epoch());
        }

        /** The phase changes and the journal stays about the older epoch. */
        void thenPhaseOfOldEpoch(Phase expected) {
            assertThat(step).isInstanceOf(Step.Become.class);
            assertThat(((Step.Become) step).next().phase()).isEqualTo(expected);
            assertThat(((Step.Become) step).next().epoch()).isEqualTo(before.epoch());
        }

        void thenTold(Fact fact) {
            assertThat(step).isInstanceOf(Step.Tell.class);
            assertThat(((Step.Tell) step).fact()).isEqualTo(fact);
        }

        void thenNothing() {
            assertThat(step).isEqualTo(Step.Wait.forChange());
        }
    }
}
