package io.tidemark.memory.messaging;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.memory.application.Hosts;
import io.tidemark.memory.application.Measurements;
import io.tidemark.memory.application.Measurements.GuestSample;
import io.tidemark.memory.host.Host;
import io.tidemark.memory.host.HostCommand;
import io.tidemark.memory.host.NodeId;
import io.tidemark.memory.host.VmId;
import io.tidemark.memory.policy.BalloonPolicy;
import io.tidemark.memory.policy.BalloonPolicy.HostMeasured;
import io.tidemark.memory.policy.BalloonPolicy.Measured;
import io.tidemark.units.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Asks the policy at each measurement of a node, and turns its answers into targets. Old measurements decide nothing. */
@ApplicationScoped
public class Telemetry {
    private static final Logger LOG = Logger.getLogger(Telemetry.class);
    /** An older measurement says nothing of now: a backlog after an outage is passed over. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Hosts hosts;
    private final Measurements measurements;

    public Telemetry(Hosts hosts, Measurements measurements) {
        this.hosts = hosts;
        this.measurements = measurements;
    }

    /** One node at one moment. */
    record Sample(String nodeId, Instant at, HostSample host, List<GuestSample> guests) {}

    record HostSample(long memoryBytes, long availableBytes) {}

    @Incoming("telemetry")
    public Uni<Void> measured(ConsumerRecord<String, byte[]> record) {
        Sample sample;
        try {
            sample = Json.read(new String(record.value(), StandardCharsets.UTF_8), Sample.class);
        } catch (UncheckedIOException e) {
            LOG.warnf("a measurement cannot be read and is passed over: offset=%d cause=%s", record.offset(), e);
            return Uni.createFrom().voidItem();
        }
        sample.guests().forEach(measurements::keep);
        boolean old =
                Instant.ofEpochMilli(record.timestamp()).isBefore(Instant.now().minus(FRESH));
        if (old || sample.guests().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        NodeId node = new NodeId(sample.nodeId());
        return hosts.state(node)
                .chain(state -> state instanceof Host.Known known
                        ? apply(node, plan(known, sample))
                        : Uni.createFrom().voidItem());
    }

    private static List<BalloonPolicy.Target> plan(Host.Known host, Sample sample) {
        List<Measured> guests = sample.guests().stream()
                .flatMap(guest -> measured(host, guest).stream())
                .toList();
        HostMeasured measured = new HostMeasured(
                new MemorySize(sample.host().memoryBytes()),
                new MemorySize(sample.host().availableBytes()));
        return BalloonPolicy.plan(measured, guests);
    }

    private static Optional<Measured> measured(Host.Known host, GuestSample sample) {
        VmId vm = new VmId(sample.vmId());
        return Optional.ofNullable(host.guests().get(vm))
                .filter(guest -> guest.epoch() == sample.epoch())
                .map(guest -> new Measured(
                        vm,
                        guest.epoch(),
                        guest.memory(),
                        guest.floor(),
                        guest.limit(),
                        guest.target(),
                        sample.used()));
    }

    private Uni<Void> apply(NodeId node, List<BalloonPolicy.Target> targets) {
        return InTurn.each(targets, target -> {
            HostCommand aim = new HostCommand.Aim(target.vmId(), target.epoch(), target.target(), target.reason());
            Cause cause = Cause.spontaneous(UUID.randomUUID(), "memory-policy");
            return hosts.handle(node, aim, cause, List.of());
        });
    }
}
