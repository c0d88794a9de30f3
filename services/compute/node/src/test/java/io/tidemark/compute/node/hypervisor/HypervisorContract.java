package io.tidemark.compute.node.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import io.tidemark.units.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every hypervisor keeps, sentence by sentence of {@link Hypervisor}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HypervisorContract {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final VmId NOBODY = new VmId(new UUID(0, 1));

    private GuestHost host = new FakeHost();

    protected abstract GuestHost openHost();

    @BeforeAll
    void open() {
        host = openHost();
    }

    @AfterEach
    void removeGuests() {
        hypervisor().list().own().forEach(domain -> hypervisor().remove(domain.vm()));
    }

    @AfterAll
    void close() {
        host.close();
    }

    private Hypervisor hypervisor() {
        return host.hypervisor();
    }

    private VmId started(long epoch) {
        DomainSpec spec = host.newGuest();
        hypervisor().start(spec, epoch);
        return spec.vm();
    }

    private void awaitGone(VmId vm) {
        await().atMost(PATIENCE).until(() -> hypervisor().find(vm).isEmpty());
    }

    @Test
    void a_started_guest_is_found_running_under_its_epoch_also_over_a_new_connection() {
        VmId vm = started(7);
        OwnDomain expected = new OwnDomain(vm, 7, DomainState.RUNNING);
        assertThat(hypervisor().find(vm)).contains(expected);
        try (Hypervisor again = host.again()) {
            assertThat(again.list().own()).contains(expected);
        }
    }

    @Test
    void a_start_answers_with_the_action_for_the_trace() {
        DomainSpec spec = host.newGuest();
        Action action = hypervisor().start(spec, 1);
        assertThat(action.succeeded()).isTrue();
        assertThat(action.target()).isEqualTo(spec.vm().toString());
        assertThat(action.micros()).isNotNegative();
    }

    @Test
    void a_second_start_is_refused_under_every_epoch_and_changes_nothing() {
        DomainSpec spec = host.newGuest();
        hypervisor().start(spec, 3);
        for (long epoch : new long[] {2, 3, 4}) {
            assertRefused(Category.REFUSED, () -> hypervisor().start(spec, epoch));
        }
        assertThat(hypervisor().find(spec.vm())).contains(new OwnDomain(spec.vm(), 3, DomainState.RUNNING));
        assertThat(hypervisor().trace(spec.vm(), 3)).isEqualTo(new RunTrace.Started(StopReason.UNKNOWN));
        assertThat(hypervisor().trace(spec.vm(), 4)).isEqualTo(new RunTrace.NeverStarted());
    }

    @Test
    void a_forced_stop_returns_when_the_domain_is_gone() {
        VmId vm = started(1);
        hypervisor().stop(vm, StopMode.FORCED);
        assertThat(hypervisor().find(vm)).isEmpty();
        assertThat(hypervisor().trace(vm, 1)).isEqualTo(new RunTrace.Started(StopReason.DESTROYED));
    }

    @Test
    void a_graceful_stop_lets_the_guest_end_itself() {
        List<DomainChange> changes = new CopyOnWriteArrayList<>();
        try (var subscription = hypervisor().listen(changes::add)) {
            VmId vm = started(1);
            host.awaitUserspace(vm);
            hypervisor().stop(vm, StopMode.GRACEFUL);
            awaitGone(vm);
            assertThat(hypervisor().trace(vm, 1)).isEqualTo(new RunTrace.Started(StopReason.GUEST_SHUTDOWN));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(changes)
                            .containsSubsequence(
                                    new DomainChange.Started(vm),
                                    new DomainChange.Stopped(vm, StopReason.GUEST_SHUTDOWN)));
        }
    }

    @Test
    void a_paused_guest_counts_no_further_and_goes_on_from_there_when_it_is_resumed() {
        List<DomainChange> changes = new CopyOnWriteArrayList<>();
        try (var subscription = hypervisor().listen(changes::add)) {
            VmId vm = started(1);
            host.awaitUserspace(vm);
            for (int twice = 0; twice < 2; twice++) {
                hypervisor().pause(vm);
            }
            assertThat(hypervisor().find(vm)).contains(new OwnDomain(vm, 1, DomainState.PAUSED));
            long paused = host.count(vm);
            // A line that was under way may still come out.
            await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> host.count(vm) <= paused + 1);
            for (int twice = 0; twice < 2; twice++) {
                hypervisor().resume(vm);
            }
            assertThat(hypervisor().find(vm)).contains(new OwnDomain(vm, 1, DomainState.RUNNING));
            await().atMost(PATIENCE).until(() -> host.count(vm) > paused + 1);
            assertThat(host.count(vm)).isLessThan(paused + 20);
            await().atMost(PATIENCE).until(() -> changes.contains(new DomainChange.Halted(vm)));
        }
    }

    @Test
    void a_reset_guest_begins_anew_in_its_domain_under_its_epoch() {
        VmId vm = started(4);
        await().atMost(PATIENCE).until(() -> host.count(vm) > 4);
        long before = host.count(vm);
        assertThat(hypervisor().restart(vm, StopMode.FORCED).succeeded()).isTrue();
        await().atMost(PATIENCE).until(() -> host.count(vm) < before);
        assertThat(hypervisor().find(vm)).contains(new OwnDomain(vm, 4, DomainState.RUNNING));
        assertThat(hypervisor().trace(vm, 4)).isEqualTo(new RunTrace.Started(StopReason.UNKNOWN));
    }

    @Test
    void a_guest_that_answers_its_power_button_begins_anew_and_that_is_told() {
        List<DomainChange> changes = new CopyOnWriteArrayList<>();
        try (var subscription = hypervisor().listen(changes::add)) {
            VmId vm = started(4);
            await().atMost(PATIENCE).until(() -> host.count(vm) > 4);
            long before = host.count(vm);
            hypervisor().restart(vm, StopMode.GRACEFUL);
            await().atMost(PATIENCE).until(() -> changes.contains(new DomainChange.Restarted(vm)));
            await().atMost(PATIENCE).until(() -> host.count(vm) < before);
            assertThat(hypervisor().find(vm)).contains(new OwnDomain(vm, 4, DomainState.RUNNING));
            assertThat(changes)
                    .noneMatch(change -> change instanceof DomainChange.Stopped stopped
                            && stopped.vm().equals(vm));
        }
    }

    @Test
    void a_guest_that_switches_itself_off_is_told_as_such() {
        VmId vm = started(1);
        host.awaitUserspace(vm);
        host.switchOffInside(vm);
        awaitGone(vm);
        assertThat(hypervisor().trace(vm, 1)).isEqualTo(new RunTrace.Started(StopReason.GUEST_SHUTDOWN));
    }

    @Test
    void a_dead_virtual_machine_process_is_told_as_a_crash() {
        List<DomainChange> changes = new CopyOnWriteArrayList<>();
        try (var subscription = hypervisor().listen(changes::add)) {
            VmId vm = started(1);
            host.killProcess(vm);
            awaitGone(vm);
            assertThat(hypervisor().trace(vm, 1)).isEqualTo(new RunTrace.Started(StopReason.CRASHED));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(changes).contains(new DomainChange.Stopped(vm, StopReason.CRASHED)));
        }
    }

    @Test
    void removing_ends_the_guest_forgets_its_trace_and_is_idempotent() {
        VmId vm = started(1);
        assertThat(hypervisor().remove(vm).succeeded()).isTrue();
        assertThat(hypervisor().find(vm)).isEmpty();
        assertThat(hypervisor().trace(vm, 1)).isEqualTo(new RunTrace.NeverStarted());
        assertThat(hypervisor().remove(vm).succeeded()).isTrue();
    }

    @Test
    void what_does_not_exist_cannot_be_stopped_measured_or_ballooned() {
        assertThat(hypervisor().find(NOBODY)).isEmpty();
        assertRefused(Category.ABSENT, () -> hypervisor().stop(NOBODY, StopMode.FORCED));
        assertRefused(Category.ABSENT, () -> hypervisor().stop(NOBODY, StopMode.GRACEFUL));
        assertRefused(Category.ABSENT, () -> hypervisor().pause(NOBODY));
        assertRefused(Category.ABSENT, () -> hypervisor().resume(NOBODY));
        assertRefused(Category.ABSENT, () -> hypervisor().restart(NOBODY, StopMode.FORCED));
        assertRefused(Category.ABSENT, () -> hypervisor().restart(NOBODY, StopMode.GRACEFUL));
        assertRefused(Category.ABSENT, () -> hypervisor().memory(NOBODY));
        assertRefused(Category.ABSENT, () -> hypervisor().setBalloon(NOBODY, MemorySize.ofMebibytes(64)));
    }

    @Test
    void the_balloon_takes_memory_from_a_running_guest_and_gives_back_no_more_than_it_was_born_with() {
        DomainSpec spec = host.newGuest();
        hypervisor().start(spec, 1);
        host.awaitUserspace(spec.vm());
        MemorySize less = MemorySize.ofMebibytes(128);
        hypervisor().setBalloon(spec.vm(), less);
        await().atMost(PATIENCE)
                .until(() -> hypervisor().memory(spec.vm()).actual().equals(less));
        hypervisor().setBalloon(spec.vm(), MemorySize.ofGibibytes(64));
        await().atMost(PATIENCE)
                .until(() -> hypervisor().memory(spec.vm()).actual().equals(spec.memory()));
        await().atMost(PATIENCE)
                .until(() -> hypervisor().memory(spec.vm()).guest().isPresent());
    }

    @Test
    void a_foreign_domain_is_listed_apart_and_never_taken_for_ours() {
        String name = host.startForeign();
        Inventory inventory = hypervisor().list();
        assertThat(inventory.foreign()).extracting(ForeignDomain::name).contains(name);
        assertThat(inventory.own()).isEmpty();
    }

    @Test
    void after_the_daemons_death_the_same_connection_tells_the_truth_again() {
        List<DomainChange> changes = new CopyOnWriteArrayList<>();
        VmId vm = started(5);
        try (var subscription = hypervisor().listen(changes::add)) {
            host.bounce();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(changes)
                            .containsSubsequence(new DomainChange.Unreachable(), new DomainChange.Reachable()));
            assertThat(hypervisor().find(vm)).contains(new OwnDomain(vm, 5, DomainState.RUNNING));
            // Once it answers about the guest's memory it is in touch with the guest again, and tells of its end.
            await().atMost(PATIENCE)
                    .ignoreException(HypervisorException.class)
                    .until(() -> !hypervisor().memory(vm).actual().equals(MemorySize.ZERO));
            hypervisor().stop(vm, StopMode.FORCED);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(changes).contains(new DomainChange.Stopped(vm, StopReason.DESTROYED)));
        }
    }

    @Test
    void a_guest_can_be_ended_while_the_daemon_is_still_taking_it_up_again() {
        VmId vm = started(5);
        host.bounce();
        hypervisor().remove(vm);
        assertThat(hypervisor().find(vm)).isEmpty();
    }

    private static void assertRefused(Category category, Runnable call) {
        assertThatThrownBy(call::run)
                .asInstanceOf(InstanceOfAssertFactories.type(HypervisorException.class))
                .satisfies(e -> assertThat(e.category()).isEqualTo(category))
                .satisfies(e -> assertThat(e.action().succeeded()).isFalse());
    }
}
