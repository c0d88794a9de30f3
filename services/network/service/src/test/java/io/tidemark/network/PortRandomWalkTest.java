package io.tidemark.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.AppendConflict;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.InMemoryEventStore;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.network.application.Addresses;
import io.tidemark.network.application.NetworkEvents;
import io.tidemark.network.application.Ports;
import io.tidemark.network.port.NodeId;
import io.tidemark.network.port.Port;
import io.tidemark.network.port.PortCommand;
import io.tidemark.network.port.PortDecider;
import io.tidemark.network.port.PortEvent;
import io.tidemark.network.port.PortId;
import io.tidemark.network.port.Shape;
import io.tidemark.network.port.VmId;
import io.tidemark.network.segment.NetworkId;
import io.tidemark.units.Bandwidth;
import io.tidemark.units.MemorySize;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Any commands in any order, with addresses chosen from a view that is always out of date: generations only rise,
 * and what commits never gives one address to two ports, because its claim commits with it.
 */
class PortRandomWalkTest {
    private static final int STEPS = 2_000;
    private static final int PORTS = 200;
    /** Fewer than ports, so that most choices are taken. */
    private static final int ADDRESSES = 5;

    private static final NetworkId NETWORK = new NetworkId("net-1");
    private static final Cause CAUSE = Cause.spontaneous(new UUID(0, 1), "walk");

    private final InMemoryEventStore store = new InMemoryEventStore(() -> Instant.EPOCH);
    private final Map<PortId, Long> generations = new HashMap<>();
    private final Map<PortId, Port> states = new HashMap<>();
    private int refusedByClaim;
    private int allocated;

    @RepeatedTest(10)
    void keeps_its_invariants(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int step = 0; step < STEPS; step++) {
            VmId vm = new VmId("vm-" + random.nextInt(PORTS));
            perform(Ports.idFor(vm), command(vm, random));
            holdersAreAlone();
        }
        assertThat(allocated).isPositive();
        assertThat(refusedByClaim).isPositive();
    }

    private void perform(PortId id, PortCommand command) {
        Port before = aggregates(id).load(id.value()).await().indefinitely().state();
        Aggregates.Plan<Port> plan =
                aggregates(id).plan(id.value(), command).await().indefinitely();
        if (plan instanceof Aggregates.Plan.Write<Port>(Port after, var write)
                && !write.events().isEmpty()) {
            try {
                store.append(new Append(List.of(write), CAUSE, companions(id, before, after)))
                        .await()
                        .indefinitely()
                        .forEach(event -> rises(id, event));
                states.put(id, after);
                allocated += command instanceof PortCommand.Allocate ? 1 : 0;
            } catch (AppendConflict.AlreadyClaimed taken) {
                refusedByClaim++;
            }
        }
    }

    private static List<Companion> companions(PortId id, Port before, Port after) {
        if (before instanceof Port.Absent && after instanceof Port.Allocated taken) {
            return Addresses.claim(NETWORK, id, pair(taken.body()));
        }
        if (before instanceof Port.Allocated held && after instanceof Port.Released) {
            return Addresses.release(NETWORK, id, pair(held.body()));
        }
        return List.of();
    }

    private static Addresses.Pair pair(Port.Body body) {
        return new Addresses.Pair(body.ip(), body.mac());
    }

    private void rises(PortId id, StoredEvent stored) {
        switch (NetworkEvents.PORT.decode(stored.type(), stored.json())) {
            case PortEvent.PortBound e -> risesTo(id, e.generation());
            case PortEvent.PortUnbound e -> risesTo(id, e.generation());
            case PortEvent.PortReshaped e -> risesTo(id, e.generation());
            case PortEvent.PortAllocated _, PortEvent.PortRefused _, PortEvent.PortReleased _ -> {}
        }
    }

    private void risesTo(PortId id, long generation) {
        assertThat(generation).isGreaterThan(generations.getOrDefault(id, 0L));
        generations.put(id, generation);
    }

    private void holdersAreAlone() {
        Set<String> ips = new HashSet<>();
        Set<String> macs = new HashSet<>();
        for (Port state : states.values()) {
            if (state instanceof Port.Allocated(Port.Body body, var _, var _, var _)) {
                assertThat(ips.add(body.ip())).as("%s is held once", body.ip()).isTrue();
                assertThat(macs.add(body.mac()))
                        .as("%s is held once", body.mac())
                        .isTrue();
            }
        }
    }

    private Aggregates<PortCommand, Port, PortEvent> aggregates(PortId id) {
        return new Aggregates<>(store, "port", new PortDecider(id), NetworkEvents.PORT, state -> "/");
    }

    private static PortCommand command(VmId vm, Random random) {
        NodeId node = new NodeId("node-" + random.nextInt(2));
        long epoch = random.nextInt(6);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                int address = 2 + random.nextInt(ADDRESSES);
                String mac = "52:54:00:00:00:0" + random.nextInt(ADDRESSES);
                yield new PortCommand.Allocate(vm, "acme", NETWORK, mac, "10.0.0." + address, shape(random));
            }
            case 3 ->
                random.nextInt(20) == 0
                        ? new PortCommand.Refuse(vm, "acme", "NETWORK_FULL", "full")
                        : new PortCommand.Unbind(epoch);
            case 4, 5 -> new PortCommand.Bind(node, epoch);
            case 6 -> new PortCommand.Unbind(epoch);
            case 7 -> new PortCommand.Reshape(shape(random));
            default -> new PortCommand.Release();
        };
    }

    private static Shape shape(Random random) {
        long average = random.nextInt(10) == 0 ? 1 : 64_000L * random.nextInt(3);
        return new Shape(
                new Shape.Rate(new Bandwidth(average), Bandwidth.UNLIMITED, MemorySize.ZERO), Shape.Rate.UNLIMITED);
    }
}
