package io.tidemark.compute.fleet;

import io.tidemark.compute.fleet.Node.Capabilities;
import io.tidemark.compute.fleet.Node.Enrolled;
import io.tidemark.compute.fleet.Node.ForeignDomain;
import io.tidemark.compute.fleet.Node.Registration;
import io.tidemark.compute.fleet.NodeCommand.Meet;
import io.tidemark.compute.fleet.NodeCommand.Miss;
import io.tidemark.compute.fleet.NodeCommand.ObserveDomains;
import io.tidemark.compute.fleet.NodeCommand.Register;
import io.tidemark.compute.fleet.NodeEvent.NodeDomainsObserved;
import io.tidemark.compute.fleet.NodeEvent.NodeReachable;
import io.tidemark.compute.fleet.NodeEvent.NodeRegistered;
import io.tidemark.compute.fleet.NodeEvent.NodeUnreachable;
import io.tidemark.testkit.DeciderSpec;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeDeciderTest {
    private static final NodeId NODE = new NodeId("node-1");
    private static final Capabilities TCG = new Capabilities("tcg", List.of());
    private static final MemorySize MEMORY = MemorySize.ofGibibytes(8);
    private static final Instant SEEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<ForeignDomain> DOMAINS = List.of(new ForeignDomain("legacy", "uuid-1", "running"));

    private final DeciderSpec<NodeCommand, Node, NodeEvent> spec = DeciderSpec.of(new NodeDecider(NODE));

    private static Registration told(String bootId) {
        return new Registration("host1", 2, MEMORY, TCG, bootId, "0.1.0", "");
    }

    private static NodeRegistered registered(String bootId) {
        return new NodeRegistered(NODE, "host1", 2, MEMORY, TCG, bootId, "0.1.0", "");
    }

    @Test
    void a_node_is_enrolled_by_telling_of_itself_and_recorded_again_only_when_that_changed() {
        spec.given()
                .when(new Register(told("boot-1")))
                .then(registered("boot-1"))
                .leaving(new Enrolled(told("boot-1"), true, List.of()));
        spec.given(registered("boot-1")).when(new Register(told("boot-1"))).thenNothing();
        spec.given(registered("boot-1")).when(new Register(told("boot-2"))).then(registered("boot-2"));
    }

    @Test
    void silence_is_observed_once_and_so_is_its_end() {
        NodeUnreachable silent = new NodeUnreachable(NODE, SEEN);
        spec.given(registered("boot-1")).when(new Miss(SEEN)).then(silent);
        spec.given(registered("boot-1"), silent).when(new Miss(SEEN)).thenNothing();
        spec.given(registered("boot-1"), silent).when(new Meet()).then(new NodeReachable(NODE));
        spec.given(registered("boot-1")).when(new Meet()).thenNothing();
        spec.given(registered("boot-1"), silent)
                .when(new Register(told("boot-2")))
                .then(registered("boot-2"), new NodeReachable(NODE));
        spec.given(registered("boot-1"), silent)
                .when(new Register(told("boot-1")))
                .then(new NodeReachable(NODE));
    }

    @Test
    void the_domains_of_others_are_recorded_when_they_change_and_outlive_a_restart_of_the_agent() {
        NodeDomainsObserved observed = new NodeDomainsObserved(NODE, DOMAINS);
        spec.given(registered("boot-1")).when(new ObserveDomains(DOMAINS)).then(observed);
        spec.given(registered("boot-1"), observed)
                .when(new ObserveDomains(DOMAINS))
                .thenNothing();
        spec.given(registered("boot-1"), observed)
                .when(new Register(told("boot-2")))
                .then(registered("boot-2"))
                .leaving(new Enrolled(told("boot-2"), true, DOMAINS));
    }

    @Test
    void nothing_is_observed_of_a_node_that_never_told_of_itself() {
        spec.given().when(new Miss(SEEN)).thenNothing();
        spec.given().when(new Meet()).thenNothing();
        spec.given().when(new ObserveDomains(DOMAINS)).thenNothing();
    }
}
