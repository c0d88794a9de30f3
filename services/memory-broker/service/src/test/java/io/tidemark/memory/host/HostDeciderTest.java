package io.tidemark.memory.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.decider.Decision;
import io.tidemark.memory.host.HostCommand.*;
import io.tidemark.memory.host.HostEvent.*;
import io.tidemark.testkit.DeciderSpec;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostDeciderTest {
    private static final NodeId NODE = new NodeId("node-1");
    private static final VmId VM = new VmId("vm-1");
    private static final VmId OTHER = new VmId("vm-2");
    private static final String ACME = "acme";
    /** Of 8 GiB the host keeps a tenth, in whole bytes. */
    private static final MemorySize CAPACITY = MemorySize.ofGibibytes(8);

    private static final MemorySize PROMISABLE = new MemorySize(CAPACITY.bytes() - CAPACITY.bytes() / 10);
    private static final MemorySize GUEST = MemorySize.ofMebibytes(1024);
    private static final MemorySize FLOOR = MemorySize.ofMebibytes(512);
    private static final MemorySize OVERHEAD = MemorySize.ofMebibytes(128 + 8);

    private final DeciderSpec<HostCommand, Host, HostEvent> spec = DeciderSpec.of(new HostDecider(NODE));

    private static HostEvent[] known(HostEvent... more) {
        List<HostEvent> events = new ArrayList<>(List.of(new CapacityLearned(NODE, CAPACITY)));
        events.addAll(List.of(more));
        return events.toArray(HostEvent[]::new);
    }

    private static ReservationGranted granted(VmId vm, long epoch) {
        return new ReservationGranted(NODE, vm, ACME, epoch, GUEST, FLOOR, OVERHEAD);
    }

    private static Reserve reserve(VmId vm, long epoch) {
        return new Reserve(vm, ACME, epoch, GUEST, MemorySize.ZERO, 1);
    }

    private static BalloonTargetSet target(MemorySize from, MemorySize to, long generation) {
        return new BalloonTargetSet(NODE, VM, 1, from, to, generation, "why");
    }

    private static ReservationRefused refused(HostEvent[] history, Reserve command) {
        HostDecider decider = new HostDecider(NODE);
        Host state = decider.fold(decider.initial(), List.of(history));
        return switch (decider.decide(state, command)) {
            case Decision.Accepted<HostEvent>(List<HostEvent> events)
            when events.getFirst() instanceof ReservationRefused refused -> refused;
            case Decision<HostEvent> other -> throw new AssertionError("not refused: " + other);
        };
    }

    @Test
    void a_nodes_capacity_is_learned_and_learned_anew_when_it_changes() {
        spec.given()
                .when(new Learn(CAPACITY))
                .then(new CapacityLearned(NODE, CAPACITY))
                .leaving(new Host.Known(CAPACITY, Map.of()));
        spec.given(known()).when(new Learn(CAPACITY)).thenNothing();
        MemorySize more = MemorySize.ofGibibytes(16);
        Host state = spec.given(known(granted(VM, 1)))
                .when(new Learn(more))
                .then(new CapacityLearned(NODE, more))
                .state();
        assertThat(state).isInstanceOfSatisfying(Host.Known.class, after -> {
            assertThat(after.capacity()).isEqualTo(more);
            assertThat(after.guests()).containsKey(VM);
        });
    }

    @Test
    void a_guest_without_a_reservation_keeps_half_of_its_memory() {
        spec.given(known())
                .when(reserve(VM, 1))
                .then(granted(VM, 1))
                .leaving(new Host.Known(
                        CAPACITY,
                        Map.of(VM, new Host.Guest(1, ACME, GUEST, FLOOR, OVERHEAD, Optional.empty(), GUEST, 1))));
    }

    @Test
    void a_guest_keeps_its_reservation_when_that_is_more_and_pays_for_each_virtual_cpu() {
        MemorySize reservation = MemorySize.ofMebibytes(700);
        spec.given(known())
                .when(new Reserve(VM, ACME, 1, GUEST, reservation, 4))
                .then(new ReservationGranted(
                        NODE, VM, ACME, 1, GUEST, reservation, MemorySize.ofMebibytes(128 + 4 * 8)));
    }

    @Test
    void memory_of_a_node_that_told_no_capacity_is_refused() {
        spec.given()
                .when(reserve(VM, 1))
                .then(new ReservationRefused(
                        NODE,
                        VM,
                        ACME,
                        1,
                        "NODE_UNKNOWN",
                        "node node-1 told no capacity",
                        FLOOR.plus(OVERHEAD),
                        MemorySize.ZERO))
                .leaving(new Host.Unknown());
    }

    @Test
    void the_last_byte_can_be_promised_and_no_byte_more() {
        MemorySize all = PROMISABLE.minusOrZero(OVERHEAD);
        spec.given(known())
                .when(new Reserve(VM, ACME, 1, all, all, 1))
                .then(new ReservationGranted(NODE, VM, ACME, 1, all, all, OVERHEAD));

        MemorySize oneMore = new MemorySize(all.bytes() + 1);
        spec.given(known())
                .when(new Reserve(VM, ACME, 1, oneMore, oneMore, 1))
                .then(new ReservationRefused(
                        NODE,
                        VM,
                        ACME,
                        1,
                        "NO_MEMORY",
                        "needs " + (PROMISABLE.bytes() + 1) + " bytes (" + oneMore.bytes() + " kept for the guest, "
                                + OVERHEAD.bytes() + " for QEMU), " + PROMISABLE.bytes() + " of " + CAPACITY.bytes()
                                + " can still be promised",
                        new MemorySize(PROMISABLE.bytes() + 1),
                        PROMISABLE));
    }

    @Test
    void what_others_were_promised_cannot_be_promised_again() {
        MemorySize left = PROMISABLE.minusOrZero(FLOOR).minusOrZero(OVERHEAD).minusOrZero(OVERHEAD);
        spec.given(known(granted(VM, 1)))
                .when(new Reserve(OTHER, ACME, 1, left, left, 1))
                .then(new ReservationGranted(NODE, OTHER, ACME, 1, left, left, OVERHEAD));
        MemorySize oneMore = new MemorySize(left.bytes() + 1);
        ReservationRefused refused = refused(known(granted(VM, 1)), new Reserve(OTHER, ACME, 1, oneMore, oneMore, 1));
        assertThat(refused.neededBytes().bytes()).isEqualTo(refused.freeBytes().bytes() + 1);
    }

    @Test
    void a_small_host_keeps_half_a_gibibyte_for_itself() {
        MemorySize gib = MemorySize.ofGibibytes(1);
        MemorySize all = MemorySize.ofMebibytes(512 - 136);
        spec.given(new CapacityLearned(NODE, gib))
                .when(new Reserve(VM, ACME, 1, all, all, 1))
                .then(new ReservationGranted(NODE, VM, ACME, 1, all, all, OVERHEAD));
        HostEvent[] tiny = {new CapacityLearned(NODE, MemorySize.ofMebibytes(511))};
        assertThat(refused(tiny, new Reserve(VM, ACME, 1, all, all, 1)).freeBytes())
                .isEqualTo(MemorySize.ZERO);
    }

    @Test
    void asking_again_under_the_same_epoch_or_late_under_an_older_one_changes_nothing() {
        spec.given(known(granted(VM, 2))).when(reserve(VM, 2)).thenNothing();
        spec.given(known(granted(VM, 2))).when(reserve(VM, 1)).thenNothing();
    }

    @Test
    void a_newer_epoch_takes_the_place_of_the_older_hold_and_does_not_pay_for_it_twice() {
        MemorySize most = PROMISABLE.minusOrZero(OVERHEAD);
        ReservationGranted all = new ReservationGranted(NODE, VM, ACME, 1, most, most, OVERHEAD);
        spec.given(known(all))
                .when(new Reserve(VM, ACME, 2, most, most, 1))
                .then(new ReservationGranted(NODE, VM, ACME, 2, most, most, OVERHEAD));
    }

    @Test
    void a_hold_is_released_once_by_its_own_epoch_or_a_later_one() {
        spec.given(known(granted(VM, 1)))
                .when(new Release(VM, 1))
                .then(new ReservationReleased(NODE, VM, 1))
                .leaving(new Host.Known(CAPACITY, Map.of()));
        spec.given(known(granted(VM, 1))).when(new Release(VM, 5)).then(new ReservationReleased(NODE, VM, 1));
        spec.given(known(granted(VM, 1), new ReservationReleased(NODE, VM, 1)))
                .when(new Release(VM, 1))
                .thenNothing();
    }

    @Test
    void a_release_under_an_older_epoch_came_late_and_frees_nothing() {
        spec.given(known(granted(VM, 1), granted(VM, 2)))
                .when(new Release(VM, 1))
                .thenNothing();
    }

    @Test
    void releasing_what_was_never_held_changes_nothing() {
        spec.given().when(new Release(VM, 1)).thenNothing();
        spec.given(known()).when(new Release(VM, 1)).thenNothing();
        spec.given(known(granted(OTHER, 1))).when(new Release(VM, 9)).thenNothing();
    }

    @Test
    void a_balloon_is_told_its_target_under_a_rising_generation() {
        MemorySize less = MemorySize.ofMebibytes(800);
        spec.given(known(granted(VM, 1))).when(new Aim(VM, 1, less, "why")).then(target(GUEST, less, 2));
        spec.given(known(granted(VM, 1), target(GUEST, less, 2)))
                .when(new Aim(VM, 1, GUEST, "why"))
                .then(target(less, GUEST, 3));
    }

    @Test
    void a_target_is_never_below_the_floor_nor_above_the_guests_memory() {
        spec.given(known(granted(VM, 1)))
                .when(new Aim(VM, 1, MemorySize.ZERO, "why"))
                .then(target(GUEST, FLOOR, 2));
        spec.given(known(granted(VM, 1), target(GUEST, FLOOR, 2)))
                .when(new Aim(VM, 1, MemorySize.ofGibibytes(64), "why"))
                .then(target(FLOOR, GUEST, 3));
        spec.given(known(granted(VM, 1), target(GUEST, FLOOR, 2)))
                .when(new Aim(VM, 1, MemorySize.ofMebibytes(1), "why"))
                .thenNothing();
    }

    @Test
    void a_target_that_stands_or_is_for_another_epoch_or_nobody_changes_nothing() {
        spec.given(known(granted(VM, 1))).when(new Aim(VM, 1, GUEST, "why")).thenNothing();
        spec.given(known(granted(VM, 1))).when(new Aim(VM, 2, FLOOR, "why")).thenNothing();
        spec.given(known(granted(VM, 2))).when(new Aim(VM, 1, FLOOR, "why")).thenNothing();
        spec.given(known(granted(VM, 1))).when(new Aim(OTHER, 1, FLOOR, "why")).thenNothing();
        spec.given().when(new Aim(VM, 1, FLOOR, "why")).thenNothing();
    }

    @Test
    void people_limit_a_guest_between_its_floor_and_its_memory() {
        for (MemorySize limit : List.of(FLOOR, MemorySize.ofMebibytes(600), GUEST)) {
            spec.given(known(granted(VM, 1))).when(new Limit(VM, limit)).then(new GuestLimitSet(NODE, VM, limit));
        }
        spec.given(known(granted(VM, 1)))
                .when(new Limit(VM, new MemorySize(FLOOR.bytes() - 1)))
                .thenRejected(MemoryProblem.LIMIT_INVALID);
        spec.given(known(granted(VM, 1)))
                .when(new Limit(VM, new MemorySize(GUEST.bytes() + 1)))
                .thenRejected(MemoryProblem.LIMIT_INVALID);
        spec.given(known(granted(VM, 1), new GuestLimitSet(NODE, VM, FLOOR)))
                .when(new Limit(VM, FLOOR))
                .thenNothing();
    }

    @Test
    void nobody_is_limited_who_has_no_memory_here() {
        spec.given().when(new Limit(VM, FLOOR)).thenRejected(MemoryProblem.GUEST_NOT_FOUND);
        spec.given(known()).when(new Limit(VM, FLOOR)).thenRejected(MemoryProblem.GUEST_NOT_FOUND);
    }

    @Test
    void what_the_node_did_to_a_balloon_is_recorded_for_the_current_epoch_only() {
        MemorySize actual = MemorySize.ofMebibytes(801);
        spec.given(known(granted(VM, 1)))
                .when(new ReportMoved(VM, 1, FLOOR, actual))
                .then(new BalloonMoved(NODE, VM, 1, FLOOR, actual));
        spec.given(known(granted(VM, 2)))
                .when(new ReportMoved(VM, 1, FLOOR, actual))
                .thenNothing();
        spec.given(known()).when(new ReportMoved(VM, 1, FLOOR, actual)).thenNothing();
        spec.given().when(new ReportMoved(VM, 1, FLOOR, actual)).thenNothing();
    }
}
