package io.tidemark.network.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.network.node.memory.InMemoryDataplane;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Dataplane} says of itself, sentence by sentence. Each backend runs it in a class of its own. */
public abstract class DataplaneContract {
    private static final NetworkState BLUE = Samples.network(1);
    private static final NetworkState RED = Samples.network(2);
    private static final PortState ANN = Samples.port(BLUE, 1);
    private static final PortState BEN = Samples.port(BLUE, 2);

    private Dataplane dataplane = new InMemoryDataplane("000000", InstantSource.system());

    /** An empty dataplane; the same one, with what it holds, when called again. */
    protected abstract Dataplane open();

    @BeforeEach
    void openIt() {
        dataplane = open();
    }

    @AfterEach
    void sweepIt() {
        dataplane.sweep();
    }

    @Test
    void nothingExistsAtFirst() {
        assertThat(dataplane.list()).isEqualTo(Inventory.EMPTY);
        assertThat(dataplane.counters()).isEmpty();
    }

    @Test
    void aNetworkThatIsEnsuredExists() {
        Applied applied = dataplane.ensureNetwork(BLUE);

        assertThat(dataplane.list().networks()).containsExactly(BLUE.networkId());
        assertThat(applied.of(BLUE.networkId())).isNotEmpty().allMatch(Action::succeeded);
    }

    @Test
    void aPortThatIsEnsuredExistsWithItsNetworkAndHasTheForetoldTap() {
        Applied applied = dataplane.ensurePort(BLUE, ANN);

        assertThat(dataplane.list())
                .isEqualTo(
                        new Inventory(Set.of(BLUE.networkId()), Map.of(ANN.portId(), dataplane.tapOf(ANN.portId()))));
        assertThat(dataplane.tapOf(ANN.portId())).hasSizeBetween(1, 15);
        assertThat(applied.of(ANN.portId())).isNotEmpty().allMatch(Action::succeeded);
    }

    @Test
    void askingForWhatHoldsDoesNothing() {
        PortState shaped = ANN.withShape(new Shape(Samples.megabits(10, 20, 50_000), Samples.megabits(5)));
        dataplane.ensurePort(BLUE, shaped);

        assertThat(dataplane.ensurePort(BLUE, shaped).isNothing()).isTrue();
        assertThat(dataplane.ensureNetwork(BLUE).isNothing()).isTrue();
    }

    @Test
    void anotherHandleOnTheSamePlatformSeesWhatIsHeld() {
        dataplane.ensurePort(BLUE, ANN);

        assertThat(open().list().ports()).containsOnlyKeys(ANN.portId());
    }

    @Test
    void aShapeCanBeSetChangedAndTakenAway() {
        dataplane.ensurePort(BLUE, ANN);
        List<Shape> shapes = List.of(
                new Shape(Samples.megabits(10), TrafficLimit.NONE),
                new Shape(Samples.megabits(20, 40, 100_000), Samples.megabits(3)),
                new Shape(Samples.megabits(20, 60, 100_000), Samples.megabits(3)),
                new Shape(TrafficLimit.NONE, Samples.megabits(3)),
                Shape.UNLIMITED);
        for (Shape shape : shapes) {
            assertThat(dataplane.ensurePort(BLUE, ANN.withShape(shape)).of(ANN.portId()))
                    .isNotEmpty();
            assertThat(dataplane.ensurePort(BLUE, ANN.withShape(shape)).isNothing())
                    .isTrue();
        }
        assertThat(dataplane.list().ports()).containsOnlyKeys(ANN.portId());
    }

    @Test
    void anAddressCanChangeAndAPortCanMoveToAnotherNetwork() {
        dataplane.ensurePort(BLUE, ANN);
        PortState renumbered =
                new PortState(ANN.portId(), BLUE.networkId(), BEN.mac(), Ipv4Address.parse("10.77.1.200"), ANN.shape());
        PortState moved =
                new PortState(ANN.portId(), RED.networkId(), ANN.mac(), Ipv4Address.parse("10.77.2.200"), ANN.shape());

        assertThat(dataplane.ensurePort(BLUE, renumbered).isNothing()).isFalse();
        assertThat(dataplane.ensurePort(BLUE, renumbered).isNothing()).isTrue();
        assertThat(dataplane.ensurePort(RED, moved).isNothing()).isFalse();
        assertThat(dataplane.ensurePort(RED, moved).isNothing()).isTrue();
        assertThat(dataplane.list().networks()).containsExactlyInAnyOrder(BLUE.networkId(), RED.networkId());
    }

    @Test
    void manyAreHeldAtOnceAndWhatIsNotNamedStays() {
        dataplane.ensurePort(BLUE, BEN);
        List<PortState> ports = List.of(Samples.port(RED, 1), Samples.port(RED, 2), Samples.port(RED, 3));

        dataplane.converge(DesiredState.holding(List.of(RED), ports));

        assertThat(dataplane.list().ports()).hasSize(4);
        assertThat(dataplane.ensurePort(BLUE, BEN).isNothing()).isTrue();
    }

    @Test
    void aPortThatIsRemovedIsGoneAndTheOthersStay() {
        dataplane.converge(DesiredState.holding(List.of(BLUE), List.of(ANN, BEN)));

        assertThat(dataplane.removePort(ANN.portId()).of(ANN.portId())).isNotEmpty();
        assertThat(dataplane.list().ports()).containsOnlyKeys(BEN.portId());
        assertThat(dataplane.removePort(ANN.portId()).isNothing()).isTrue();
        assertThat(dataplane.ensurePort(BLUE, BEN).isNothing()).isTrue();
    }

    @Test
    void aNetworkThatIsRemovedTakesItsPortsAlong() {
        PortState other = Samples.port(RED, 1);
        dataplane.converge(DesiredState.holding(List.of(BLUE, RED), List.of(ANN, BEN, other)));

        dataplane.removeNetwork(BLUE.networkId());

        assertThat(dataplane.list())
                .isEqualTo(new Inventory(
                        Set.of(RED.networkId()), Map.of(other.portId(), dataplane.tapOf(other.portId()))));
        assertThat(dataplane.removeNetwork(BLUE.networkId()).isNothing()).isTrue();
    }

    @Test
    void everyPortIsCounted() {
        dataplane.converge(DesiredState.holding(List.of(BLUE), List.of(ANN, BEN)));

        assertThat(dataplane.counters()).containsOnlyKeys(ANN.portId(), BEN.portId());
    }

    @Test
    void aPortThatDoesNotFitOnItsNetworkIsTheCallersMistake() {
        assertThatThrownBy(() -> dataplane.ensurePort(RED, ANN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSweepLeavesNothingAndCanBeRepeated() {
        dataplane.ensurePort(BLUE, ANN.withShape(new Shape(Samples.megabits(1), Samples.megabits(1))));

        dataplane.sweep();
        dataplane.sweep();

        assertThat(dataplane.list()).isEqualTo(Inventory.EMPTY);
    }
}
