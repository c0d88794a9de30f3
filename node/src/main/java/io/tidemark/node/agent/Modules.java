package io.tidemark.node.agent;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.storage.Volumes;
import io.tidemark.compute.node.vm.VmModule;
import io.tidemark.memorybroker.node.BalloonModule;
import io.tidemark.memorybroker.node.GuestMemory;
import io.tidemark.network.node.NetworkModule;
import io.tidemark.network.node.linux.LinuxDataplane;
import io.tidemark.node.console.ConsoleKeyModule;
import io.tidemark.node.console.SignedConsoleTickets;
import io.tidemark.node.directive.Lane;
import io.tidemark.node.directive.NodeModule;
import io.tidemark.node.fact.FactDesk;
import io.tidemark.node.guest.BalloonNodeModule;
import io.tidemark.node.guest.GrantedMemory;
import io.tidemark.node.guest.HypervisorGuestMemory;
import io.tidemark.node.guest.NetworkNodeModule;
import io.tidemark.node.guest.PortTaps;
import io.tidemark.node.guest.VmNodeModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The services' parts of this node, connected to each other and each on a thread of its own. */
final class Modules implements AutoCloseable {
    /** What others broke on the host is mended within this time; a look costs a few commands. */
    private static final Duration MEND_NETWORK = Duration.ofSeconds(30);

    /** How often a balloon on its way is looked at; costs nothing while none is. */
    private static final Duration BALLOONS = Duration.ofMillis(500);

    private final GuestMemory guestMemory;
    private final NetworkModule network;
    private final VmNodeModule compute;
    private final Map<NodeModule, Lane> lanes = new LinkedHashMap<>();
    private final Lane networkLane = new Lane("network");

    Modules(
            NodeHome home,
            UUID nodeId,
            Hypervisor hypervisor,
            FactDesk facts,
            SignedConsoleTickets tickets,
            InstantSource clock) {
        String node = nodeId.toString();
        guestMemory = new HypervisorGuestMemory(hypervisor);
        network = new NetworkModule(
                node,
                new LinuxDataplane(home.tag(), home.node().resolve("network")),
                (type, key, body, cause) -> facts.answer(type, key, body, cause.correlationId(), cause.causationId()));
        BalloonModule balloons = new BalloonModule(
                node,
                guestMemory,
                (type, key, body, cause) -> facts.answer(type, key, body, cause.correlationId(), cause.causationId()),
                clock);
        compute = new VmNodeModule(
                memory -> VmModule.start(
                        home, node, hypervisor, new Volumes(home), new PortTaps(network), memory, facts::answer),
                new GrantedMemory(balloons));
        Lane balloonLane = new Lane("memory-broker");
        lanes.put(new ConsoleKeyModule(nodeId, tickets), new Lane("console"));
        lanes.put(new NetworkNodeModule(network, compute::wake), networkLane);
        lanes.put(new BalloonNodeModule(balloons, compute::wake), balloonLane);
        lanes.put(compute, new Lane("compute"));
        balloonLane.every(BALLOONS, "balloons", balloons::tick);
    }

    /** In the order in which they begin. */
    Map<NodeModule, Lane> lanes() {
        return lanes;
    }

    GuestMemory guestMemory() {
        return guestMemory;
    }

    /** From now on what others break is mended; to be called when all have begun. */
    void keepMending() {
        networkLane.every(MEND_NETWORK, "mend networks", () -> {
            network.reconcile();
            compute.wake();
        });
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        compute.close();
    }
}
