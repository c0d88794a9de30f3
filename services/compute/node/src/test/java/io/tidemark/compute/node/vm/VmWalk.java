package io.tidemark.compute.node.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.FakeHypervisor;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.hypervisor.StopReason;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** One random life; see {@link VmWalkTest}. Single-threaded: the lane is driven step by step. */
final class VmWalk {
    private static final VmId VM = new VmId(new UUID(7, 7));
    private static final int EVENTS = 40;
    private static final double CRASH_CHANCE = 0.08;

    private final long seed;
    private final Random random;
    private final FakeHypervisor host = new FakeHypervisor();
    private final Map<VmId, JournalEntry> disk = new HashMap<>();
    private final List<ObjectNode> facts = new ArrayList<>();
    private final List<VmDirective> sent = new ArrayList<>();

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private int boot = 1;
    private long epoch;
    private long generation;
    private VmDirective.Power power = VmDirective.Power.ON;
    private long restarts;
    private final Set<Long> restarted = new HashSet<>();
    private Optional<Choice> last = Optional.empty();
    private boolean needsMet = true;
    private boolean crashing = true;
    private int crashes;
    private Optional<VmLane> lane = Optional.empty();

    VmWalk(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    void live() {
        for (int i = 0; i < EVENTS; i++) {
            happen();
            advance();
            check();
        }
    }

    /** Everything works again: a new epoch must run; then the VM is deleted and nothing may be left; both must be said. */
    void end() {
        crashing = false;
        needsMet = true;
        host.setReachable(true);
        anew();
        advance();
        check();
        assertThat(host.runningEpoch(VM)).as(this::toString).contains(epoch);
        turns();
        assertThat(facts.getLast().get("epoch").asLong()).as(this::toString).isEqualTo(epoch);
        assertThat(facts.getLast().has("actions")).as(this::toString).isTrue();
        int told = facts.size();
        askAgain();
        advance();
        check();
        // That it runs, and how it is with its power.
        assertThat(facts).as(this::toString).hasSize(told + 2);
        assertThat(facts.getLast().get("epoch").asLong()).as(this::toString).isEqualTo(epoch);
        send(new Choice(++epoch, Desired.ABSENT, StopMode.FORCED));
        advance();
        check();
        assertThat(host.runningEpoch(VM)).as(this::toString).isEmpty();
        assertThat(facts.getLast().get("epoch").asLong()).as(this::toString).isEqualTo(epoch);
        assertThat(facts.getLast().has("actions")).as(this::toString).isFalse();
    }

    /** Paused, resumed and reset, the guest does so, and each is said. */
    private void turns() {
        power = new VmDirective.Power(true, 0, StopMode.GRACEFUL);
        askAgain();
        advance();
        assertThat(host.find(VM).orElseThrow().state()).as(this::toString).isEqualTo(DomainState.PAUSED);
        assertThat(facts.getLast().get("power").asText()).as(this::toString).isEqualTo("paused");
        power = VmDirective.Power.ON;
        askAgain();
        advance();
        assertThat(host.find(VM).orElseThrow().state()).as(this::toString).isEqualTo(DomainState.RUNNING);
        assertThat(facts.getLast().get("power").asText()).as(this::toString).isEqualTo("running");
        power = new VmDirective.Power(false, ++restarts, StopMode.FORCED);
        askAgain();
        advance();
        assertThat(facts.getLast().get("restarts").asLong()).as(this::toString).isEqualTo(restarts);
        assertThat(facts.getLast().has("failure")).as(this::toString).isFalse();
    }

    long crashes() {
        return crashes;
    }

    long starts() {
        return host.starts().size();
    }

    private record Choice(long epoch, Desired desired, StopMode mode) {}

    private void happen() {
        switch (random.nextInt(18)) {
            case 0, 1, 2 -> anew();
            case 3 -> send(new Choice(epoch, Desired.STOPPED, anyMode()));
            case 4 -> send(new Choice(random.nextLong(epoch + 1), Desired.values()[random.nextInt(3)], anyMode()));
            case 5 -> host.end(VM, StopReason.values()[random.nextInt(StopReason.values().length)]);
            case 6 -> host.setReachable(random.nextBoolean());
            case 7 -> needsMet = random.nextBoolean();
            case 8 -> now = now.plusSeconds(random.nextInt(90));
            case 9 -> hostBoot();
            case 10 -> crash();
            case 11 -> repeatEverything();
            case 12 -> askAgain();
            case 13 -> wanting(new VmDirective.Power(random.nextBoolean(), 0, StopMode.GRACEFUL));
            case 14, 15 -> wanting(new VmDirective.Power(power.paused(), ++restarts, anyMode()));
            case 16 -> lane.ifPresent(VmLane::restartSeen);
            case 17 -> host.halt(VM, random.nextBoolean() ? DomainState.PAUSED : DomainState.IO_ERROR);
            default -> throw new IllegalStateException("eighteen kinds of events");
        }
    }

    private void anew() {
        restarts = 0;
        restarted.clear();
        power = VmDirective.Power.ON;
        send(new Choice(++epoch, Desired.RUNNING, StopMode.GRACEFUL));
    }

    /** Compute asks a guest for its power that it has seen running. */
    private void wanting(VmDirective.Power wanted) {
        if (last.filter(choice -> choice.desired == Desired.RUNNING && choice.epoch == epoch)
                .isPresent()) {
            power = wanted;
            askAgain();
        }
    }

    /** What was asked for under one number is called for once; a power button is pressed until it is answered. */
    private void checkRestart(StopMode mode) {
        long number = Objects.requireNonNull(disk.get(VM)).phase() instanceof Phase.Running running
                ? running.power().restarting().orElseThrow().number()
                : 0;
        assertThat(mode == StopMode.GRACEFUL || restarted.add(number))
                .as(() -> "the journal names restart " + number + " first, and it is called for once; " + this)
                .isTrue();
    }

    private StopMode anyMode() {
        return random.nextBoolean() ? StopMode.FORCED : StopMode.GRACEFUL;
    }

    private void hostBoot() {
        host.hostBoot();
        boot++;
        crash();
    }

    private void crash() {
        crashes++;
        lane = Optional.empty();
    }

    /** The directive topic is read again from its beginning. */
    private void repeatEverything() {
        List.copyOf(sent).forEach(this::deliver);
    }

    private void send(Choice choice) {
        VmDirective directive = new VmDirective(
                VM,
                choice.epoch,
                choice.desired,
                choice.mode,
                "vm",
                "tenant",
                1,
                MemorySize.ofMebibytes(64),
                List.of(),
                List.of(),
                generation,
                power);
        sent.add(directive);
        last = Optional.of(choice);
        deliver(directive);
    }

    private void askAgain() {
        generation++;
        last.ifPresent(this::send);
    }

    private void deliver(VmDirective directive) {
        Optional<VmLane> current = current();
        if (current.isPresent()) {
            current.get().accept(directive, Map.of());
        } else {
            lane = Optional.of(VmLane.begin(outside(), directive, Map.of()));
        }
    }

    /** The running agent's lane, or that of a new agent over what the disk holds. */
    private Optional<VmLane> current() {
        if (lane.isEmpty() && disk.containsKey(VM)) {
            lane = Optional.of(VmLane.resume(outside(), disk.get(VM)));
        }
        return lane;
    }

    private void advance() {
        try {
            Optional<VmLane> current = current();
            if (current.isPresent()) {
                current.get().advance();
            }
        } catch (Crashing.Crash crash) {
            crash();
        }
    }

    private VmSurroundings outside() {
        Crashing crash = new Crashing(() -> crashing && random.nextDouble() < CRASH_CHANCE);
        Journal journal = new Journal() {
            @Override
            public void write(VmId vm, JournalEntry entry) {
                crash.around(() -> disk.put(vm, JournalJson.read(JournalJson.write(entry))));
            }

            @Override
            public List<JournalEntry> readAll() {
                return List.copyOf(disk.values());
            }
        };
        FactSink sink = (type, key, body, causedBy) -> crash.around(() -> facts.add(body));
        return new VmSurroundings(
                crash.hypervisor(host, this::checkAsked, this::checkRestart),
                journal,
                new NoDisks(),
                (port, generation) -> Optional.empty(),
                (vm, wanted) -> needsMet,
                new VmFacts("node", sink),
                () -> now,
                "boot-" + boot);
    }

    private void check() {
        Set<FakeHypervisor.Start> once = new HashSet<>();
        long newest = -1;
        for (FakeHypervisor.Start start : host.starts()) {
            assertThat(once.add(start))
                    .as(() -> "an epoch starts once; " + this)
                    .isTrue();
            assertThat(start.epoch())
                    .as(() -> "epochs of starts only rise; " + this)
                    .isGreaterThan(newest);
            newest = start.epoch();
        }
    }

    private void checkAsked(long asked) {
        assertThat(asked)
                .as(() -> "the epoch asked for is the newest that the journal knows; " + this)
                .isEqualTo(Objects.requireNonNull(disk.get(VM)).desired().epoch());
    }

    @Override
    public String toString() {
        return "seed " + seed + ", starts " + host.starts() + ", journal " + disk + ", facts " + facts;
    }
}
