package io.tidemark.network.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.port.Port.Allocated;
import io.tidemark.network.port.Port.Binding;
import io.tidemark.network.port.Port.Body;
import io.tidemark.network.port.PortCommand.*;
import io.tidemark.network.port.PortEvent.*;
import io.tidemark.network.port.Shape.Rate;
import io.tidemark.network.segment.NetworkId;
import io.tidemark.network.segment.NetworkProblem;
import io.tidemark.testkit.DeciderSpec;
import io.tidemark.units.Bandwidth;
import io.tidemark.units.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortDeciderTest {
    private static final PortId PORT = new PortId("port-1");
    private static final VmId VM = new VmId("vm-1");
    private static final NodeId NODE = new NodeId("node-1");
    private static final NodeId OTHER_NODE = new NodeId("node-2");
    private static final NetworkId NET = new NetworkId("net-1");
    private static final String MAC = "52:54:00:00:00:01";
    private static final String IP = "10.1.0.2";
    private static final Shape TEN_MEGABITS =
            new Shape(new Rate(Bandwidth.ofMegabits(10), Bandwidth.UNLIMITED, MemorySize.ZERO), Rate.UNLIMITED);
    private static final Shape CONTRADICTION =
            new Shape(new Rate(new Bandwidth(1), Bandwidth.UNLIMITED, MemorySize.ZERO), Rate.UNLIMITED);
    private static final Body BODY = new Body(VM, "acme", NET, MAC, IP, Shape.UNLIMITED);

    private final DeciderSpec<PortCommand, Port, PortEvent> spec = DeciderSpec.of(new PortDecider(PORT));

    private static Allocate allocate(Shape shape) {
        return new Allocate(VM, "acme", NET, MAC, IP, shape);
    }

    private static PortEvent[] allocated(PortEvent... more) {
        List<PortEvent> events =
                new ArrayList<>(List.of(new PortAllocated(PORT, VM, "acme", NET, MAC, IP, Shape.UNLIMITED)));
        events.addAll(List.of(more));
        return events.toArray(PortEvent[]::new);
    }

    private static PortBound bound(long epoch, long generation) {
        return new PortBound(PORT, VM, NODE, epoch, generation);
    }

    private static PortUnbound unbound(long epoch, long generation) {
        return new PortUnbound(PORT, VM, NODE, epoch, generation);
    }

    private static PortEvent[] released() {
        return allocated(new PortReleased(PORT, VM));
    }

    private static PortEvent refused() {
        return new PortRefused(PORT, VM, "acme", "NETWORK_FULL", "full");
    }

    @Test
    void a_port_is_allocated_once() {
        spec.given()
                .when(allocate(TEN_MEGABITS))
                .then(new PortAllocated(PORT, VM, "acme", NET, MAC, IP, TEN_MEGABITS))
                .leaving(new Allocated(BODY.shaped(TEN_MEGABITS), Optional.empty(), Optional.empty(), 0));
        spec.given(allocated()).when(allocate(TEN_MEGABITS)).thenNothing();
        spec.given(refused()).when(allocate(TEN_MEGABITS)).thenNothing();
        spec.given(released()).when(allocate(TEN_MEGABITS)).thenNothing();
    }

    @Test
    void a_shape_that_contradicts_itself_gets_no_port() {
        spec.given()
                .when(allocate(CONTRADICTION))
                .then(new PortRefused(
                        PORT, VM, "acme", "SHAPE_INVALID", "inbound: averageBitsPerSecond is 0 or at least 64000"))
                .leaving(new Port.Refused());
    }

    @Test
    void a_refusal_stands_and_takes_nothing_from_who_has_a_port() {
        Refuse refuse = new Refuse(VM, "acme", "NETWORK_FULL", "full");
        spec.given().when(refuse).then(refused()).leaving(new Port.Refused());
        spec.given(refused()).when(refuse).thenNothing();
        spec.given(allocated()).when(refuse).thenNothing();
        spec.given(released()).when(refuse).thenNothing();
    }

    @Test
    void it_is_bound_for_each_start_under_a_rising_generation() {
        spec.given(allocated())
                .when(new Bind(NODE, 1))
                .then(bound(1, 1))
                .leaving(new Allocated(BODY, Optional.of(new Binding(NODE, 1)), Optional.of(NODE), 1));
        spec.given(allocated(bound(1, 1), unbound(1, 2)))
                .when(new Bind(OTHER_NODE, 2))
                .then(new PortBound(PORT, VM, OTHER_NODE, 2, 3));
        spec.given(allocated(bound(1, 1))).when(new Bind(NODE, 2)).then(bound(2, 2));
    }

    @Test
    void binding_what_is_bound_so_or_by_a_later_epoch_changes_nothing() {
        spec.given(allocated(bound(1, 1))).when(new Bind(NODE, 1)).thenNothing();
        spec.given(allocated(bound(2, 1))).when(new Bind(NODE, 1)).thenNothing();
        spec.given(allocated(bound(2, 1))).when(new Bind(OTHER_NODE, 1)).thenNothing();
    }

    @Test
    void what_is_no_port_is_neither_bound_nor_unbound() {
        spec.given().when(new Bind(NODE, 1)).thenNothing();
        spec.given(refused()).when(new Bind(NODE, 1)).thenNothing();
        spec.given(released()).when(new Bind(NODE, 1)).thenNothing();
        spec.given().when(new Unbind(1)).thenNothing();
        spec.given(refused()).when(new Unbind(1)).thenNothing();
        spec.given(released()).when(new Unbind(1)).thenNothing();
        spec.given(allocated()).when(new Unbind(1)).thenNothing();
    }

    @Test
    void it_is_unbound_by_its_own_epoch_or_a_raised_one_and_names_where_it_was() {
        spec.given(allocated(bound(1, 1)))
                .when(new Unbind(1))
                .then(unbound(1, 2))
                .leaving(new Allocated(BODY, Optional.empty(), Optional.of(NODE), 2));
        spec.given(allocated(bound(1, 1))).when(new Unbind(2)).then(unbound(1, 2));
    }

    @Test
    void an_end_of_an_older_start_that_comes_late_leaves_the_newer_binding() {
        spec.given(allocated(bound(1, 1), bound(2, 2))).when(new Unbind(1)).thenNothing();
    }

    @Test
    void it_is_reshaped_whether_bound_or_not() {
        spec.given(allocated())
                .when(new Reshape(TEN_MEGABITS))
                .then(new PortReshaped(PORT, VM, TEN_MEGABITS, 1))
                .leaving(new Allocated(BODY.shaped(TEN_MEGABITS), Optional.empty(), Optional.empty(), 1));
        spec.given(allocated(bound(1, 1)))
                .when(new Reshape(TEN_MEGABITS))
                .then(new PortReshaped(PORT, VM, TEN_MEGABITS, 2));
        spec.given(allocated()).when(new Reshape(Shape.UNLIMITED)).thenNothing();
    }

    @Test
    void a_shape_is_refused_that_contradicts_itself_or_has_no_port() {
        spec.given(allocated()).when(new Reshape(CONTRADICTION)).thenRejected(NetworkProblem.SHAPE_INVALID);
        spec.given().when(new Reshape(TEN_MEGABITS)).thenRejected(NetworkProblem.PORT_NOT_FOUND);
        spec.given(refused()).when(new Reshape(TEN_MEGABITS)).thenRejected(NetworkProblem.PORT_RELEASED);
        spec.given(released()).when(new Reshape(TEN_MEGABITS)).thenRejected(NetworkProblem.PORT_RELEASED);
    }

    @Test
    void it_is_released_once_and_unplugged_first() {
        spec.given(allocated()).when(new Release()).then(new PortReleased(PORT, VM));
        Port state = spec.given(allocated(bound(1, 1)))
                .when(new Release())
                .then(unbound(1, 2), new PortReleased(PORT, VM))
                .state();
        assertThat(state).isEqualTo(new Port.Released(Optional.of(NODE), 2, BODY));
        spec.given(released()).when(new Release()).thenNothing();
        spec.given(refused()).when(new Release()).thenNothing();
        spec.given().when(new Release()).thenNothing();
    }
}
