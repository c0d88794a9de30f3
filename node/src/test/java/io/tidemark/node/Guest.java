package io.tidemark.node;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.eventstore.Cause;
import java.util.UUID;

/** A guest as the three services direct it, with its ids and addresses. */
record Guest(Services services, NodeHome home, UUID vmId, UUID networkId, UUID portId, UUID volumeId, String ip) {
    static final long MEMORY_BYTES = 384L << 20;
    private static final String MAC = "52:54:00:aa:bb:01";

    Guest(Services services, NodeHome home) {
        this(services, home, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "10.77.0.9");
    }

    Cause directNetwork() {
        return services.direct("network/network/" + networkId, """
                {"networkId":"%s","name":"default","cidr":"10.77.0.0/24","gateway":"10.77.0.1","mtu":1500,"generation":1}
                """.formatted(networkId));
    }

    Cause directPort(String desired, long generation) {
        return services.direct(
                "network/port/" + portId, """
                {"portId":"%s","vmId":"%s","networkId":"%s","mac":"%s","ip":"%s","generation":%d,"desired":"%s",
                 "shape":{"inbound":{"averageBitsPerSecond":0,"peakBitsPerSecond":0,"burstBytes":0},
                          "outbound":{"averageBitsPerSecond":0,"peakBitsPerSecond":0,"burstBytes":0}}}
                """.formatted(portId, vmId, networkId, MAC, ip, generation, desired));
    }

    Cause directMemory(long epoch, long generation, long targetBytes) {
        return services.direct(
                "memory-broker/guest/" + vmId, """
                {"vmId":"%s","epoch":%d,"generation":%d,"maxBytes":%d,"targetBytes":%d,"desired":"held"}
                """.formatted(vmId, epoch, generation, MEMORY_BYTES, targetBytes));
    }

    Cause directVm(long epoch, String desired, String stopMode) {
        return services.direct("compute/vm/" + vmId, """
                {"vmId":"%s","epoch":%d,"desired":"%s","stopMode":"%s","name":"tester","tenantId":"%s","vcpus":1,
                 "memoryBytes":%d,
                 "disks":[{"volumeId":"%s","sizeBytes":33554432,"imageId":"%s","imageFile":"%s"}],
                 "nics":[{"portId":"%s","mac":"%s","generation":1}]}
                """.formatted(
                        vmId,
                        epoch,
                        desired,
                        stopMode,
                        new UUID(0, 7),
                        MEMORY_BYTES,
                        volumeId,
                        new UUID(0, 8),
                        home.images().resolve("tiny.qcow2"),
                        portId,
                        MAC));
    }

    /** All that a start under an epoch needs, in an order that makes the node wait. */
    Cause directStart(long epoch) {
        Cause vm = directVm(epoch, "running", "graceful");
        directMemory(epoch, 1, MEMORY_BYTES);
        directPort("bound", 1);
        directNetwork();
        return vm;
    }
}
