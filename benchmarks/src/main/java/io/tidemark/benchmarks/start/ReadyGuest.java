package io.tidemark.benchmarks.start;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.storage.Volumes;
import io.tidemark.units.MemorySize;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A guest whose disk and tap device are there, so that only its start is left to be done. Immutable.
 *
 * @param volumeId of the disk
 * @param overlay the disk's file
 */
record ReadyGuest(VmId vm, UUID volumeId, Path overlay, Path image, String tap, String mac, MemorySize memory) {
    static final String TENANT = "bench";
    private static final String FORMAT = "qcow2";

    static ReadyGuest make(BenchmarkHome home, int number, MemorySize memory) {
        UUID volumeId = UUID.randomUUID();
        Path overlay = new Volumes(home.home()).file(volumeId);
        home.newVolume(overlay);
        String mac = "52:54:00:00:00:%02x".formatted(number);
        return new ReadyGuest(new VmId(UUID.randomUUID()), volumeId, overlay, home.image(), home.newTap(), mac, memory);
    }

    String name() {
        return "bench-" + vm;
    }

    DomainSpec spec() {
        return new DomainSpec(
                vm,
                name(),
                TENANT,
                1,
                memory,
                List.of(new DomainSpec.Disk(overlay, image, FORMAT)),
                List.of(new DomainSpec.Nic(tap, mac)));
    }
}
