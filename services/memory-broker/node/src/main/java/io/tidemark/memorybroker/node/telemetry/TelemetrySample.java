package io.tidemark.memorybroker.node.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.memorybroker.node.GuestReading;
import io.tidemark.units.MemorySize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One sample of a node as it travels. Pure. */
public record TelemetrySample(String nodeId, String bootId, Instant at, HostMemory host, List<GuestReading> guests) {
    /**
     * Guests report every second, and telemetry is taken every two: a report older than this means that the guest's driver
     * has stopped talking, and its numbers say nothing about now.
     */
    static final Duration FRESH = Duration.ofSeconds(6);

    /** Told never: as old as time itself. */
    private static final GuestReading.Reported NOTHING = new GuestReading.Reported(
            MemorySize.ZERO, MemorySize.ZERO, MemorySize.ZERO, 0, MemorySize.ZERO, Instant.EPOCH);

    public ObjectNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId);
        body.put("at", at.toString());
        body.put("bootId", bootId);
        ObjectNode hostNode = body.putObject("host");
        hostNode.put("memoryBytes", host.total().bytes());
        hostNode.put("availableBytes", host.available().bytes());
        hostNode.put("freeBytes", host.free().bytes());
        ArrayNode guestNodes = body.putArray("guests");
        guests.forEach(guest -> guestNodes.add(guest(guest)));
        return body;
    }

    /** Where {@code evidence} is false the guest's own numbers say nothing: they are zero when it never told any. */
    private ObjectNode guest(GuestReading guest) {
        GuestReading.Reported reported = guest.reported().orElse(NOTHING);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("vmId", guest.vm().value());
        node.put("epoch", guest.epoch());
        node.put("actualBytes", guest.actual().bytes());
        node.put("unusedBytes", reported.unused().bytes());
        node.put("availableBytes", reported.available().bytes());
        node.put("usableBytes", reported.usable().bytes());
        node.put("majorFaults", reported.majorFaults());
        node.put("swapOutBytes", reported.swappedOut().bytes());
        node.put("residentBytes", guest.resident().bytes());
        node.put("statsAgeMillis", age(reported).toMillis());
        node.put("evidence", guest.reported().filter(this::isFresh).isPresent());
        return node;
    }

    private boolean isFresh(GuestReading.Reported reported) {
        return age(reported).compareTo(FRESH) <= 0;
    }

    /** Guests' reports carry whole seconds, so one may seem to be from the future. */
    private Duration age(GuestReading.Reported reported) {
        Duration age = Duration.between(reported.at(), at);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
