package io.tidemark.network.node.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import io.tidemark.network.node.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final HostNames NAMES = new HostNames("c0ffee");
    private static final NetworkState BLUE = Samples.network(1);
    private static final PortState ANN =
            Samples.port(BLUE, 1).withShape(new Shape(Samples.megabits(10), Samples.megabits(5)));

    private final Planner planner = new Planner(NAMES, "rules");
    private final SimulatedHost host = new SimulatedHost();

    @Test
    void whereverItIsCutOffTheNextPlanEndsAtTheSamePlace() {
        DesiredState desired = DesiredState.holding(BLUE, ANN);
        int whole = planner.plan(desired, Found.NOTHING).size();
        Found aim = after(desired, whole, desired);

        for (int cut = 0; cut < whole; cut++) {
            assertThat(after(desired, cut, desired))
                    .as("cut off after %d steps", cut)
                    .isEqualTo(aim);
        }
        assertThat(planner.plan(desired, aim)).isEmpty();
    }

    @Test
    void aRemovalCutOffAnywhereIsFinishedByTheNext() {
        DesiredState desired = DesiredState.holding(BLUE, ANN);
        DesiredState gone = DesiredState.without(BLUE.networkId());
        Found held = after(desired, 0, desired);
        int whole = planner.plan(gone, held).size();

        for (int cut = 0; cut <= whole; cut++) {
            SimulatedHost other = new SimulatedHost();
            planner.plan(desired, other.found()).forEach(other::apply);
            planner.plan(gone, other.found()).stream().limit(cut).forEach(other::apply);
            planner.plan(gone, other.found()).forEach(other::apply);

            assertThat(other.found().links()).as("cut off after %d steps", cut).isEmpty();
            assertThat(other.found().guardEntries()).isEmpty();
            assertThat(other.found().dhcp()).isEmpty();
        }
    }

    @Test
    void addingAPortStartsAndReloadsNoServer() {
        converge(DesiredState.holding(BLUE, ANN));

        List<Step> steps = planner.plan(DesiredState.holding(BLUE, Samples.port(BLUE, 2)), host.found());

        assertThat(steps).hasAtLeastOneElementOfType(Step.WriteHost.class);
        assertThat(steps).noneMatch(step -> step instanceof Step.StartDhcp || step instanceof Step.ReloadDhcp);
    }

    @Test
    void anAddressStillLentToAnotherStartsTheServerAnew() {
        converge(DesiredState.holding(BLUE));
        host.lend(BLUE.networkId(), ANN.ip(), Samples.port(BLUE, 7).mac());

        assertThat(planner.plan(DesiredState.holding(BLUE, ANN), host.found()))
                .hasAtLeastOneElementOfType(Step.StartDhcp.class);
    }

    @Test
    void aNewShapeTouchesNothingButTheBucket() {
        converge(DesiredState.holding(BLUE, ANN));
        PortState faster = ANN.withShape(new Shape(Samples.megabits(10), Samples.megabits(50)));

        List<Step> steps = planner.plan(DesiredState.holding(BLUE, faster), host.found());

        assertThat(steps).hasSize(2);
        assertThat(steps.getFirst()).isInstanceOf(Step.SetBucket.class);
        assertThat(steps.getLast()).isInstanceOf(Step.SetAlias.class);
    }

    @Test
    void aTapWhoseQueueLibvirtReplacedIsLimitedAllTheSame() {
        converge(DesiredState.holding(BLUE, ANN));
        Found found = host.found();

        assertThat(found.buckets()).doesNotContainKey(NAMES.tap(ANN.portId()));
        assertThat(found.buckets())
                .containsOnlyKeys(
                        NAMES.queue(ANN.portId(), Direction.INBOUND), NAMES.queue(ANN.portId(), Direction.OUTBOUND));
    }

    @Test
    void randomWalksConverge() {
        int converged = 0;
        for (long seed = 0; seed < 120; seed++) {
            converged += walk(seed);
        }
        assertThat(converged).isGreaterThan(1_000);
    }

    /** Wishes, kills and accidents at random; says how often a wish was let through to its end, and held. */
    private int walk(long seed) {
        Walk walk = new Walk(seed, NAMES);
        SimulatedHost walked = new SimulatedHost();
        int converged = 0;
        for (int i = 0; i < 25; i++) {
            DesiredState wish = walk.wish();
            List<Step> steps = planner.plan(wish, walked.found());
            int done = walk.stepsUntilKilled(steps.size());
            for (Step step : steps.subList(0, done)) {
                if (step instanceof Step.SetBridge join && join.bridge() != null) {
                    requireGuardedAndLimited(join, wish, walked.found());
                }
                walked.apply(step);
            }
            if (done == steps.size()) {
                assertThat(planner.plan(wish, walked.found()))
                        .as("seed %d, wish %d", seed, i)
                        .isEmpty();
                requireHeld(wish, walked.found(), seed);
                converged++;
            }
            walk.befall(walked);
        }
        return converged;
    }

    /** A tap joins a bridge only after its guard and its limits hold. */
    private void requireGuardedAndLimited(Step.SetBridge join, DesiredState wish, Found found) {
        PortState port = wish.ports().values().stream()
                .filter(candidate -> NAMES.tap(candidate.portId()).equals(join.name()))
                .findFirst()
                .orElseThrow();
        requirePermitted(port, networkOf(port, wish), found);
        requireLimited(port, networkOf(port, wish), found);
    }

    private static NetworkState networkOf(PortState port, DesiredState wish) {
        return Objects.requireNonNull(wish.networks().get(port.networkId()));
    }

    private static void requirePermitted(PortState port, NetworkState network, Found found) {
        String tap = NAMES.tap(port.portId());
        Set<GuardEntry> expected = Set.copyOf(GuardEntry.of(tap, port, network));
        assertThat(found.guardEntries().stream().filter(entry -> entry.tap().equals(tap)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void requireLimited(PortState port, NetworkState network, Found found) {
        for (Direction direction : Direction.values()) {
            String queue = NAMES.queue(port.portId(), direction);
            Found.Side side = new Found.Side(NAMES.tap(port.portId()), direction);
            Optional<TokenBucket> bucket = TokenBucket.of(direction.of(port.shape()), network.mtu());
            if (bucket.isPresent()) {
                assertThat(found.redirects()).containsEntry(side, queue);
                assertThat(found.buckets())
                        .containsEntry(
                                queue,
                                new Found.Bucket(
                                        bucket.get().bytesPerSecond(),
                                        bucket.get().hasPeak()));
            } else {
                assertThat(found.redirects()).doesNotContainKey(side);
            }
        }
    }

    private static void requireHeld(DesiredState wish, Found found, long seed) {
        for (NetworkState network : wish.networks().values()) {
            Link bridge = Objects.requireNonNull(found.links().get(NAMES.bridge(network.networkId())));
            assertThat(bridge.addresses()).as("seed %d", seed).containsExactly(network.gateway() + "/24");
            assertThat(found.routing().routes())
                    .containsEntry(
                            NAMES.mark(network.networkId()),
                            new Found.Route(
                                    network.cidr().value(),
                                    bridge.name(),
                                    network.gateway().value()));
            assertThat(Objects.requireNonNull(found.dhcp().get(network.networkId()))
                            .running())
                    .isEqualTo(new DhcpSettings(network, bridge.name()).fingerprint());
        }
        for (PortState port : wish.ports().values()) {
            Link tap = Objects.requireNonNull(found.links().get(NAMES.tap(port.portId())));
            assertThat(tap.bridge()).as("seed %d", seed).isEqualTo(NAMES.bridge(port.networkId()));
            assertThat(tap.up()).isTrue();
            requirePermitted(port, networkOf(port, wish), found);
            requireLimited(port, networkOf(port, wish), found);
            List<String> lines = new ArrayList<>();
            found.dhcp()
                    .values()
                    .forEach(dhcp ->
                            Optional.ofNullable(dhcp.hosts().get(port.portId())).ifPresent(lines::add));
            assertThat(lines).as("seed %d", seed).containsExactly(DhcpSettings.hostLine(port));
        }
        wish.gonePorts().forEach(port -> assertThat(found.links()).doesNotContainKey(NAMES.tap(port)));
        wish.goneNetworks().forEach(network -> assertThat(found.links()).doesNotContainKey(NAMES.bridge(network)));
        assertThat(Map.copyOf(found.dhcp()))
                .doesNotContainKeys(wish.goneNetworks().toArray(NetworkId[]::new));
    }

    /** The host after the first plan is cut off and the second is not. */
    private Found after(DesiredState first, int cut, DesiredState second) {
        SimulatedHost other = new SimulatedHost();
        planner.plan(first, other.found()).stream().limit(cut).forEach(other::apply);
        planner.plan(second, other.found()).forEach(other::apply);
        return other.found();
    }

    private void converge(DesiredState desired) {
        planner.plan(desired, host.found()).forEach(host::apply);
    }
}
