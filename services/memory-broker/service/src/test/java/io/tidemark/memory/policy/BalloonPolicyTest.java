package io.tidemark.memory.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.memory.host.VmId;
import io.tidemark.memory.policy.BalloonPolicy.HostMeasured;
import io.tidemark.memory.policy.BalloonPolicy.Measured;
import io.tidemark.memory.policy.BalloonPolicy.Target;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BalloonPolicyTest {
    private static final HostMeasured ENOUGH =
            new HostMeasured(MemorySize.ofGibibytes(100), MemorySize.ofGibibytes(50));
    /** Six per cent of 100 GiB are 6 GiB, of which 2 are there. */
    private static final HostMeasured SHORT_OF_4_GIB =
            new HostMeasured(MemorySize.ofGibibytes(100), MemorySize.ofGibibytes(2));

    private static Measured guest(String id, long memoryMib, long floorMib, long targetMib, long usedMib) {
        return new Measured(
                new VmId(id),
                1,
                MemorySize.ofMebibytes(memoryMib),
                MemorySize.ofMebibytes(floorMib),
                Optional.empty(),
                MemorySize.ofMebibytes(targetMib),
                Optional.of(MemorySize.ofMebibytes(usedMib)));
    }

    private static Measured silent(Measured guest) {
        return new Measured(
                guest.vmId(),
                guest.epoch(),
                guest.memory(),
                guest.floor(),
                guest.limit(),
                guest.target(),
                Optional.empty());
    }

    private static Measured limited(Measured guest, long limitMib) {
        return new Measured(
                guest.vmId(),
                guest.epoch(),
                guest.memory(),
                guest.floor(),
                Optional.of(MemorySize.ofMebibytes(limitMib)),
                guest.target(),
                guest.used());
    }

    private static List<Long> mebibytes(List<Target> targets) {
        return targets.stream()
                .map(target ->
                        target.target().bytes() / MemorySize.ofMebibytes(1).bytes())
                .toList();
    }

    @Test
    void a_guest_that_has_all_it_may_have_on_a_host_with_enough_is_left_alone() {
        assertThat(BalloonPolicy.plan(ENOUGH, List.of(guest("a", 1024, 512, 1024, 100))))
                .isEmpty();
        assertThat(BalloonPolicy.plan(ENOUGH, List.of())).isEmpty();
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of())).isEmpty();
    }

    @Test
    void a_guest_gets_everything_back_at_once_when_the_host_has_enough() {
        List<Target> targets = BalloonPolicy.plan(ENOUGH, List.of(guest("a", 1024, 512, 512, 100)));
        assertThat(targets)
                .containsExactly(new Target(
                        new VmId("a"),
                        1,
                        MemorySize.ofMebibytes(1024),
                        "the host has enough memory, so it gets all it may have"));
    }

    @Test
    void no_evidence_is_no_idle_memory() {
        Measured silent = silent(guest("a", 8192, 64, 8192, 0));
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(silent))).isEmpty();
        List<Target> targets = BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(silent, guest("b", 8192, 64, 8192, 100)));
        assertThat(targets).extracting(Target::vmId).containsExactly(new VmId("b"));
    }

    @Test
    void shrinking_takes_at_most_an_eighth_of_the_guest_per_step() {
        assertThat(mebibytes(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 8192, 64, 8192, 100)))))
                .containsExactly(8192L - 1024);
    }

    @Test
    void idle_memory_is_asked_back_in_proportion_to_how_much_there_is() {
        HostMeasured shortOf512Mib = new HostMeasured(
                MemorySize.ofGibibytes(100), MemorySize.ofGibibytes(6).minusOrZero(MemorySize.ofMebibytes(512)));
        // Used 1000 and a fifth of headroom: 1200 stay, so 3000 and 1000 are idle.
        List<Target> targets = BalloonPolicy.plan(
                shortOf512Mib, List.of(guest("a", 8192, 64, 4200, 1000), guest("b", 8192, 64, 2200, 1000)));
        assertThat(mebibytes(targets)).containsExactly(4200L - 384, 2200L - 128);
        assertThat(targets.getFirst().reason())
                .contains("short of 536870912 bytes")
                .contains("idle");
    }

    @Test
    void what_a_guest_uses_and_its_headroom_and_its_floor_are_never_asked_back() {
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 1024, 1024, 1024, 10))))
                .isEmpty();
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 1200, 64, 1200, 1000))))
                .isEmpty();
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 128, 16, 100, 68))))
                .as("headroom is at least 32 MiB")
                .isEmpty();
    }

    @Test
    void less_than_the_dead_band_is_not_worth_a_move() {
        assertThat(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 1024, 985, 1000, 10))))
                .isEmpty();
        assertThat(mebibytes(BalloonPolicy.plan(SHORT_OF_4_GIB, List.of(guest("a", 1024, 984, 1000, 10)))))
                .containsExactly(984L);
    }

    @Test
    void a_limit_holds_at_once_with_or_without_evidence_and_is_all_that_a_guest_grows_to() {
        Measured above = limited(guest("a", 1024, 256, 1024, 900), 512);
        for (HostMeasured host : List.of(ENOUGH, SHORT_OF_4_GIB)) {
            assertThat(BalloonPolicy.plan(host, List.of(above)))
                    .containsExactly(new Target(new VmId("a"), 1, MemorySize.ofMebibytes(512), "its limit is 512 MiB"));
            assertThat(mebibytes(BalloonPolicy.plan(host, List.of(silent(above)))))
                    .containsExactly(512L);
        }
        assertThat(mebibytes(BalloonPolicy.plan(ENOUGH, List.of(limited(guest("a", 1024, 256, 300, 100), 512)))))
                .containsExactly(512L);
        assertThat(BalloonPolicy.plan(ENOUGH, List.of(limited(guest("a", 1024, 256, 512, 100), 512))))
                .isEmpty();
    }

    @Test
    void hosts_of_many_tebibytes_are_planned_to_the_byte() {
        MemorySize guestSize = MemorySize.ofGibibytes(3 * 1024);
        List<Measured> guests = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            guests.add(new Measured(
                    new VmId(id),
                    1,
                    guestSize,
                    MemorySize.ZERO,
                    Optional.empty(),
                    guestSize,
                    Optional.of(MemorySize.ZERO)));
        }
        HostMeasured empty = new HostMeasured(MemorySize.ofGibibytes(10 * 1024), MemorySize.ZERO);
        long shortage = empty.memory().bytes() / 100 * 6;
        // 0.6 TiB times 3 TiB is beyond 63 bits; a third of the shortage each, rounded down.
        assertThat(BalloonPolicy.plan(empty, guests))
                .extracting(target -> guestSize.bytes() - target.target().bytes())
                .containsOnly(shortage / 3);
    }

    @RepeatedTest(20)
    void the_order_of_the_measurements_changes_nothing_and_no_target_leaves_its_bounds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int round = 0; round < 200; round++) {
            List<Measured> guests = guests(random);
            MemorySize memory = new MemorySize(1 + random.nextLong(1L << 44));
            HostMeasured host = new HostMeasured(memory, new MemorySize(random.nextLong(memory.bytes() / 8 + 1)));
            List<Target> plan = BalloonPolicy.plan(host, guests);
            List<Measured> shuffled = new ArrayList<>(guests);
            Collections.shuffle(shuffled, random);
            assertThat(BalloonPolicy.plan(host, shuffled)).isEqualTo(plan);
            plan.forEach(target -> check(target, guests));
        }
    }

    private static void check(Target target, List<Measured> guests) {
        Measured guest = guests.stream()
                .filter(one -> one.vmId().equals(target.vmId()))
                .findFirst()
                .orElseThrow();
        assertThat(target.target()).isBetween(guest.floor(), guest.limit().orElse(guest.memory()));
        assertThat(target.target()).isNotEqualTo(guest.target());
    }

    private static List<Measured> guests(Random random) {
        List<Measured> guests = new ArrayList<>();
        for (int i = 0; i < random.nextInt(8); i++) {
            long memory = 1 + random.nextLong(1L << 43);
            long floor = random.nextLong(memory) + 1;
            long target = floor + random.nextLong(memory - floor + 1);
            guests.add(new Measured(
                    new VmId("vm-" + i),
                    1,
                    new MemorySize(memory),
                    new MemorySize(floor),
                    random.nextInt(4) == 0
                            ? Optional.of(new MemorySize(floor + random.nextLong(memory - floor + 1)))
                            : Optional.empty(),
                    new MemorySize(target),
                    random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new MemorySize(random.nextLong(memory)))));
        }
        return guests;
    }
}
