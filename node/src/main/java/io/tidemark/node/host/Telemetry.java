package io.tidemark.node.host;

import io.tidemark.eventstore.Json;
import io.tidemark.memorybroker.node.GuestMemory;
import io.tidemark.memorybroker.node.GuestMemoryException;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.memorybroker.node.telemetry.HostMemory;
import io.tidemark.memorybroker.node.telemetry.TelemetrySample;
import io.tidemark.nodelink.TelemetrySender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes and sends one sample after the other. A host whose hypervisor does not answer is alive and says so without guests. */
public final class Telemetry {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private final String nodeId;
    private final String bootId;
    private final GuestMemory guests;
    private final TelemetrySender sender;
    private final InstantSource clock;

    public Telemetry(String nodeId, String bootId, GuestMemory guests, TelemetrySender sender, InstantSource clock) {
        this.nodeId = nodeId;
        this.bootId = bootId;
        this.guests = guests;
        this.sender = sender;
        this.clock = clock;
    }

    public void sample() {
        List<GuestReading> readings = readings();
        Instant now = clock.instant();
        TelemetrySample sample = new TelemetrySample(nodeId, bootId, now, HostMemory.read(), readings);
        sender.send(now, Json.write(sample.json()));
    }

    private List<GuestReading> readings() {
        try {
            return guests.statistics();
        } catch (GuestMemoryException e) {
            LOG.debug("no guest can be measured now", e);
            return List.of();
        }
    }
}
